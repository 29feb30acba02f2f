/** An object without a prototype, but one that engines store as compactly as any other. */
const Bare = function () {} as unknown as new () => object;
Bare.prototype = Object.freeze(Object.create(null));

/**
 * A copy of an object that has its own properties and no others: what somebody has put on `Object.prototype` is no
 * option that a program gave.
 */
export function ownProperties<T extends object>(given: T): T {
  return Object.assign(new Bare(), given);
}
