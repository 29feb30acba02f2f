import { createHash, randomInt, timingSafeEqual } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The lengths of OVH's own keys; other programs check them. */
export const keyLengths = { applicationKey: 16, applicationSecret: 32, consumerKey: 32, credentialToken: 64 } as const;

/** A random key whose first letters say where it comes from, so that nobody takes it for one of OVH's. */
export function randomKey(kind: keyof typeof keyLengths): string {
  const prefix = "sbx";
  const random = Array.from({ length: keyLengths[kind] - prefix.length }, () => alphabet[randomInt(alphabet.length)]);
  return prefix + random.join("");
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Keys are looked up by their digest, so that the time it takes says nothing about a key. */
export function lookupName(key: string): string {
  return digest(key).toString("hex");
}

/** Whether two texts are equal, in a time that does not depend on where they differ. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}
