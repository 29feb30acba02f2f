/** One of how many is looked at: 1 is all. `pnpm sweep --tenth` sets 10. */
const step = Number(process.env["SWEEP_STEP"] ?? 1);

/** The part of all cases that this sweep looks at, spread over them evenly; never nothing. */
export function part<T>(cases: readonly T[]): readonly T[] {
  return cases.filter((_, index) => index % step === 0);
}
