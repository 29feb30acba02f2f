import { classRefusal } from "../refusal.js";

/** As many walks are remembered; the one that began first is forgotten. */
const mostWalks = 100;

interface Walk {
  /** The list that is walked through. */
  readonly path: string;
  /** What it held when the walk began, filtered and sorted. */
  readonly ids: readonly unknown[];
}

/** Part of a list, and what leads to the next. */
export interface Part {
  readonly ids: readonly unknown[];
  /** Undefined at the end. */
  readonly next: string | undefined;
}

/** Walks through lists by cursors: what a list held when a walk began is what the walk sees. */
export class Walks {
  readonly #walks = new Map<number, Walk>();
  #latest = 0;

  /** Begins a walk through what a list holds. */
  begin(path: string, ids: readonly unknown[], size: number): Part {
    if (ids.length <= size) return { ids, next: undefined };
    this.#latest += 1;
    this.#walks.set(this.#latest, { path, ids });
    this.#walks.delete(this.#latest - mostWalks);
    return this.#part(this.#latest, ids, 0, size);
  }

  /**
   * Goes on with one.
   *
   * @throws {Refusal} 400 for a cursor that is none of this list's.
   */
  goOn(path: string, cursor: string, size: number): Part {
    const [, number = "", offset = ""] =
      /^(\d{1,15})-(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
    const walk = this.#walks.get(Number(number || Number.NaN));
    if (walk === undefined) throw classRefusal(400, "X-Pagination-Cursor is none that was given out, or too old");
    if (walk.path !== path) throw classRefusal(400, `X-Pagination-Cursor is of another list: ${walk.path}`);
    return this.#part(Number(number), walk.ids, Number(offset), size);
  }

  clear(): void {
    this.#walks.clear();
    this.#latest = 0;
  }

  #part(walk: number, ids: readonly unknown[], offset: number, size: number): Part {
    const end = offset + size;
    const next = end < ids.length ? Buffer.from(`${walk}-${end}`).toString("base64url") : undefined;
    return { ids: ids.slice(offset, end), next };
  }
}
