// How many bytes may lie unread before no more are taken from the connection, as in a stream of Node's.
const enough = 65_536;

/** What a body comes over. */
export interface Source {
  pause(): void;
  resume(): void;
  abort(reason: Error): void;
}

/** The chunks of a body in the order in which they come, for one reader; a stream of Node's costs more. */
export class Body implements AsyncIterableIterator<Uint8Array> {
  readonly #source: Source;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;
  #end: { readonly failure?: Error } | undefined;
  #wake: (() => void) | undefined;

  constructor(source: Source) {
    this.#source = source;
  }

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#size += chunk.byteLength;
    if (this.#size > enough) this.#source.pause();
    this.#wake?.();
  }

  /** Nothing more comes; a failure is the reader's, once it has all that came before. */
  end(failure?: Error): void {
    this.#end ??= failure ? { failure } : {};
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (this.#chunks.length === 0 && this.#end === undefined) {
      this.#source.resume();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const value = this.#chunks.shift();
    if (value !== undefined) {
      this.#size -= value.byteLength;
      return { done: false, value };
    }
    if (this.#end?.failure !== undefined) throw this.#end.failure;
    return { done: true, value: undefined };
  }

  /** Lets go of the connection, unless all of the body has come. */
  destroy(): void {
    if (this.#end === undefined) this.#source.abort(new Error("The body is not read any further."));
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.destroy();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
