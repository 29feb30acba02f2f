/** Remembers what has come, by 53 bits of it each: an item that came before is told from a new one. */
export class Seen {
  readonly #hashes = new Set<number>();
  /** How many came again. */
  repeated = 0;

  /** Of several items those that did not come before. */
  fresh(items: readonly unknown[]): readonly unknown[] {
    const added: number[] = [];
    const fresh = items.filter((item) => {
      const hash = hashOf(
        JSON.stringify(item, (_name, value: unknown) => (typeof value === "bigint" ? `${value}n` : value)),
      );
      // Within a part the server's word counts.
      if (this.#hashes.has(hash)) return false;
      added.push(hash);
      return true;
    });
    for (const hash of added) this.#hashes.add(hash);
    this.repeated += items.length - fresh.length;
    return fresh;
  }
}

/** FNV-1a twice, with different beginnings (http://www.isthe.com/chongo/tech/comp/fnv/). */
function hashOf(text: string): number {
  let [high, low] = [0x811c9dc5, 0x050c5d1f];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x01000193);
  }
  return (high >>> 0) * 2 ** 21 + (low >>> 11);
}
