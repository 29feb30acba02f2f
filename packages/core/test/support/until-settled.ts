/** Lets everything else that is left to do be done. */
export function tick(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** Takes a step whenever nothing else is left to do, until a promise has settled; for tests that move time. */
export async function untilSettled<T>(promise: Promise<T>, step: () => void): Promise<T> {
  const progress = { isSettled: false };
  const settled = promise.finally(() => {
    progress.isSettled = true;
  });
  // What it rejects with is told to whoever awaits it below.
  settled.catch(() => undefined);
  while (!progress.isSettled) {
    await tick();
    if (!progress.isSettled) step();
  }
  return settled;
}
