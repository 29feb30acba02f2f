const units = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** A length of time: milliseconds, or words such as `5 minutes`. */
export type Duration = number | `${number} ${keyof typeof units}${"" | "s"}`;

/**
 * The milliseconds of a duration.
 *
 * @throws {RangeError} For anything else than a number that is not negative, or one and a unit.
 */
export function milliseconds(duration: Duration): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?) (second|minute|hour|day)s?$/.exec(String(duration)) ?? [];
  if (unit !== undefined) return Number(number) * units[unit as keyof typeof units];
  if (typeof duration === "number" && duration >= 0 && Number.isFinite(duration)) return duration;
  throw new RangeError(`${JSON.stringify(duration)} is no duration: give milliseconds, or words such as "5 minutes".`);
}
