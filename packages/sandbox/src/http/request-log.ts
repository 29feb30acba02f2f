import { type FaultRule, tells } from "../faults/fault.js";

/** A request that the API received. */
export interface ReceivedRequest {
  readonly method: string;
  /** The path behind the version, `/v2/…` for version 2, as it was sent. */
  readonly path: string;
  /** The query, as it was sent; a name that came several times has a list. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** The body as JSON, or as text where it is none; undefined where there was none. */
  readonly body: unknown;
  /** What it was answered with, or would have been; 0 where it was not carried out and nothing was answered. */
  readonly status: number;
  /** What went wrong with it. */
  readonly fault?: FaultRule["kind"];
}

/** A write that was carried out. */
export interface LedgerEntry {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  /** Whether its caller was told: false where a fault kept the answer back. */
  readonly told: boolean;
}

interface Answer {
  readonly method: string;
  /** The path with its version, and the query. */
  readonly target: string;
  readonly body: Uint8Array;
  readonly status: number;
  readonly fault: FaultRule | undefined;
}

/** As many requests are remembered; the oldest is forgotten. */
const most = 10_000;

/** The latest requests that the API received, in the order in which they were answered. */
export class RequestLog {
  // What is in them is read when somebody asks for it.
  readonly #requests: (() => ReceivedRequest)[] = [];
  readonly #ledger: LedgerEntry[] = [];
  readonly #tell: ((request: ReceivedRequest) => void) | undefined;

  constructor(tell?: (request: ReceivedRequest) => void) {
    this.#tell = tell;
  }

  add(answer: Answer): void {
    const { method, status, fault } = answer;
    let read: ReceivedRequest | undefined;
    const request = (): ReceivedRequest => (read ??= readRequest(answer));
    this.#requests.push(request);
    if (this.#requests.length > most) this.#requests.shift();
    if (method !== "GET" && status === 200) {
      const { path, body } = request();
      this.#ledger.push({ method, path, body, told: !fault || tells(fault) });
      if (this.#ledger.length > most) this.#ledger.shift();
    }
    this.#tell?.(request());
  }

  get all(): readonly ReceivedRequest[] {
    return this.#requests.map((request) => request());
  }

  /** The writes among them that were carried out. */
  get ledger(): readonly LedgerEntry[] {
    return [...this.#ledger];
  }

  clear(): void {
    this.#requests.length = 0;
    this.#ledger.length = 0;
  }
}

function readRequest({ method, target, body, status, fault }: Answer): ReceivedRequest {
  const [path = "", query = ""] = target.split(/\?(.*)/s);
  return {
    method,
    path: path.replace(/^\/(?:1\.0|v1)(?=\/)/, ""),
    query: queryOf(new URLSearchParams(query)),
    body: bodyOf(body),
    status,
    ...(fault && { fault: fault.kind }),
  };
}

function queryOf(query: URLSearchParams): ReceivedRequest["query"] {
  const names = [...new Set(query.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first = "", ...others] = query.getAll(name);
      return [name, others.length === 0 ? first : [first, ...others]];
    }),
  );
}

function bodyOf(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) return undefined;
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
