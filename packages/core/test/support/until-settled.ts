/** Takes a step whenever nothing else is left to do, until a promise has settled; for tests that move time. */
export async function untilSettled<T>(promise: Promise<T>, step: () => void): Promise<T> {
  const progress = { isSettled: false };
  const settled = promise.finally(() => {
    progress.isSettled = true;
  });
  // What it rejects with is told to whoever awaits it below.
  settled.catch(() => undefined);
  while (!progress.isSettled) {
    await new Promise((resolve) => void setImmediate(resolve));
    if (!progress.isSettled) step();
  }
  return settled;
}
