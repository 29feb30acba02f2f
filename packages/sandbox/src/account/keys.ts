import { randomInt, timingSafeEqual } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The lengths of OVH's own keys; other programs check them. */
export const keyLengths = { applicationKey: 16, applicationSecret: 32, consumerKey: 32, credentialToken: 64 } as const;

/** A random key whose first letters say where it comes from, so that nobody takes it for one of OVH's. */
export function randomKey(kind: keyof typeof keyLengths): string {
  const prefix = "sbx";
  const random = Array.from({ length: keyLengths[kind] - prefix.length }, () => alphabet[randomInt(alphabet.length)]);
  return prefix + random.join("");
}

/** Whether two texts are equal, in a time that does not depend on where they differ. */
export function sameText(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
