/**
 * A copy of an object that has its own properties and no others: what somebody has put on `Object.prototype` is no
 * option that a program gave.
 */
export function ownProperties<T extends object>(given: T): T {
  return Object.assign(Object.create(null), given);
}
