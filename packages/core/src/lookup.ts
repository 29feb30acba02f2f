/**
 * Makes an object that has a function under every path, without listing the paths: the types know them.
 *
 * It behaves as a plain lookup: keys that are no path (`then`, `toJSON`, symbols) are undefined, and it prints empty.
 */
export function createLookup<I, R>(call: (path: string, init?: I) => R): Readonly<Record<string, (init?: I) => R>> {
  const target: Record<string, (init?: I) => R> = Object.create(null);
  return new Proxy(target, {
    get: (_target, key) =>
      typeof key === "string" && key.startsWith("/") ? (init?: I): R => call(key, init) : undefined,
  });
}
