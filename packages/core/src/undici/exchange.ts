import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Dispatcher } from "undici";
import type { AbortListener, Signal } from "../deadline.js";
import type { FetchInit } from "../fetch.js";
import { AnswerHeaders, type RawHeaders, UndiciAnswer } from "./answer.js";
import { Body } from "./body.js";

// What undici's own fetch adds, but for the encodings that are not read here.
const usualHeaders = { accept: "*/*", "accept-encoding": "gzip", "user-agent": "undici" };

/**
 * Sends a request by `dispatch`, on which undici's own `request` stands, with a stream and a scope of its own for each.
 *
 * @throws {Error} What undici says of a connection that did not come about, with `sent: false`, or that broke.
 */
export function exchange(dispatcher: Dispatcher, url: string, init: FetchInit): Promise<UndiciAnswer> {
  const { method, headers, body } = init;
  const signal: Signal = init.signal;
  const pathAt = url.indexOf("/", url.indexOf("//") + 2);
  return new Promise((resolve, reject) => {
    dispatcher.dispatch(
      {
        origin: url.slice(0, pathAt),
        path: url.slice(pathAt),
        method: method as Dispatcher.HttpMethod,
        headers: Object.assign({}, usualHeaders, headers),
        body: body ?? null,
      },
      new Exchange(url, signal, resolve, reject),
    );
  });
}

/** Hears what becomes of a request. */
class Exchange implements Dispatcher.DispatchHandler, AbortListener {
  readonly #url: string;
  readonly #signal: Signal;
  readonly #resolve: (answer: UndiciAnswer) => void;
  readonly #reject: (failure: Error) => void;
  // From when on something may have been sent.
  #controller: Dispatcher.DispatchController | undefined;
  #body: Body | undefined;

  constructor(url: string, signal: Signal, resolve: (answer: UndiciAnswer) => void, reject: (failure: Error) => void) {
    this.#url = url;
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    signal.addEventListener("abort", this);
  }

  handleEvent(): void {
    this.#controller?.abort(this.#signal.reason as Error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It has waited for a connection until now.
    if (this.#signal.aborted) controller.abort(this.#signal.reason as Error);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, raw: RawHeaders): void {
    // What is only a hint of the answer to come.
    if (status < 200) return;
    this.#body = new Body(controller);
    const headers = new AnswerHeaders(raw);
    const isZipped = headers.get("content-encoding")?.toLowerCase() === "gzip";
    const body = isZipped ? unzipped(this.#body) : this.#body;
    this.#resolve(new UndiciAnswer(this.#url, status, headers, body));
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.#body?.push(chunk);
  }

  onResponseEnd(): void {
    this.#finish();
    this.#body?.end();
  }

  onResponseError(_controller: unknown, failure: Error): void {
    this.#finish();
    if (this.#body !== undefined) this.#body.end(failure);
    else this.#reject(this.#controller === undefined ? Object.assign(failure, { sent: false }) : failure);
  }

  #finish(): void {
    this.#signal.removeEventListener("abort", this);
  }
}

function unzipped(body: Body): UndiciAnswer["body"] {
  // What ends one of the two ends the other. Who reads it hears of it; where nobody does, it must not end the program.
  const plain = createGunzip().on("error", () => undefined);
  return pipeline(body, plain, () => body.destroy());
}
