import { text } from "node:stream/consumers";
import type { FetchResponse } from "../fetch.js";

/** The headers of an answer as undici gives them: by their names in lower case. */
export type RawHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** As much of a Response as a client reads, of what undici answers. */
export class UndiciAnswer implements FetchResponse {
  readonly url: string;
  readonly status: number;
  readonly statusText = "";
  readonly headers: AnswerHeaders;
  readonly body: AsyncIterable<Uint8Array> & { destroy(): void };

  constructor(url: string, status: number, headers: AnswerHeaders, body: UndiciAnswer["body"]) {
    this.url = url;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  text(): Promise<string> {
    return text(this.body);
  }
}

/** The headers of an answer; a Headers object costs more than a call reads of it. */
export class AnswerHeaders {
  readonly #raw: RawHeaders;

  constructor(raw: RawHeaders) {
    this.#raw = raw;
  }

  get(name: string): string | null {
    const value = this.#raw[name.toLowerCase()];
    return Array.isArray(value) ? value.join(", ") : (value ?? null);
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  *[Symbol.iterator](): IterableIterator<[name: string, value: string]> {
    for (const name of Object.keys(this.#raw).sort()) yield [name, this.get(name)!];
  }
}
