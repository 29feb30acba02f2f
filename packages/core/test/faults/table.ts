import { gzipSync } from "node:zlib";
import type { HttpMethod, Sent } from "../../src/index.js";
import type { Step } from "./server.js";

/** What comes of a call. */
export interface Expected {
  /** How many requests of the call arrived whole. */
  readonly requests: number;
  /** How often the call was tried; as often as a request arrived when left out. */
  readonly attempts?: number;
  /** The milliseconds that it took, with every wait at half of what it may be; 0 when left out. */
  readonly waited?: number;
  /** The data, where it succeeds. */
  readonly data?: unknown;
  /** The class of the error, where it fails; one of status 400 or above comes back, every other is thrown. */
  readonly error?: string;
  readonly sent?: Sent;
  readonly maybeApplied?: boolean;
  readonly code?: string;
  readonly status?: number;
  /** Whether the last request came on a connection of its own. */
  readonly newConnection?: boolean;
}

/** What a cell's words may be. A rule holds where all that it names holds; of several methods one has to. */
type Word = HttpMethod | "signature" | "oauth2" | "fresh" | "reused" | "all";

/** What is expected, by the words of a cell; each rule adds to those before it or replaces what they say. */
export type Rules = Readonly<Record<string, { readonly [Field in keyof Expected]?: Expected[Field] | undefined }>>;

/** What carries the call. */
export const transports = ["fetch", "undici"] as const;
export type Transport = (typeof transports)[number];

/** What a transport comes to in a fault, and why it is no better. */
interface Limit {
  readonly limit: string;
  readonly expected: Rules;
}

/** One fault, and what a call of each method comes to in it. */
export interface Fault {
  readonly fault: string;
  /** What the server does about each request of the call in turn; the last is done again. */
  readonly server: readonly Step[];
  /** Where it is not about a request: what is wrong with the connection. */
  readonly connection?:
    | "refused"
    | "black hole"
    | "no name"
    | "no name server"
    | "stale"
    | "tls spoilt"
    | "tls reset"
    | "tls silent";
  /** What the server does instead when it is asked for the time, or a token. */
  readonly before?: readonly Step[];
  /** How many timers run when it is silent: one for the whole call, one more for an answer that has begun. */
  readonly timers?: 1 | 2;
  /** Whether a connection can have been used before. */
  readonly onlyFresh?: true;
  readonly options?: { readonly maxResponseSize?: number };
  /** What every transport should come to. */
  readonly expected: Rules;
  /** Where a bare fetch cannot: why, and what it comes to. */
  readonly fetch?: Limit;
  /** Where the one over undici cannot. */
  readonly undici?: Limit;
}

const words: ReadonlySet<string> = new Set<Word>([
  "GET",
  "POST",
  "PUT",
  "DELETE",
  "signature",
  "oauth2",
  "fresh",
  "reused",
  "all",
]);

/** What the table expects of a cell. */
export function expectedOf(fault: Fault, cell: readonly string[], over: Transport): Expected {
  const rules = [...Object.entries(fault.expected), ...Object.entries(fault[over]?.expected ?? {})];
  const fitting = rules.filter(([selector]) => holds(selector.split(" "), cell)).map(([, rule]) => rule);
  const rule: Partial<Expected> = Object.assign({}, ...fitting);
  return {
    ...rule,
    requests: rule.requests ?? 0,
    attempts: rule.attempts ?? rule.requests ?? 0,
    waited: rule.waited ?? 0,
  };
}

function holds(selector: readonly string[], cell: readonly string[]): boolean {
  const strange = selector.find((word) => !words.has(word));
  if (strange !== undefined) throw new Error(`There is no cell ${strange}.`);
  const methods = selector.filter((word) => /^[A-Z]/.test(word));
  const others = selector.filter((word) => /^[a-z]/.test(word) && word !== "all");
  return (
    (methods.length === 0 || methods.some((word) => cell.includes(word))) && others.every((word) => cell.includes(word))
  );
}

const ok: Step = { answer: { status: 200, body: '{"fine":true}' } };
const fine = { data: { fine: true } };
const html = { "Content-Type": "text/html" };
// 8 MiB of nothing in 8 KiB.
const bomb = gzipSync(Buffer.alloc(2 ** 23)).toString("latin1");
const half = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":1';

// Sent, and no complete answer: repeated but for a POST.
const unanswered: Rules = {
  all: { error: "OvhNetworkError", sent: "unknown" },
  "GET PUT DELETE": { requests: 3, waited: 300 },
  GET: { maybeApplied: false },
  "PUT DELETE": { maybeApplied: true },
  POST: { requests: 1, maybeApplied: true },
};
// The same when the answer has begun.
const cutOff: Rules = { ...unanswered, all: { error: "OvhNetworkError", sent: true } };
// An error of the server's.
const failing = (status: number): Rules => ({ ...unanswered, all: { error: "OvhApiError", sent: true, status } });
// Nothing was sent, and may be in a moment: repeated whatever it is.
const unsent = (code: string): Rules => ({
  all: { requests: 0, attempts: 3, waited: 300, error: "OvhNetworkError", code, sent: false, maybeApplied: false },
});
// Nothing was sent, and never will be.
const hopeless = (code: string): Rules => ({
  all: { requests: 0, attempts: 1, error: "OvhNetworkError", code, sent: false, maybeApplied: false },
});
// A success that cannot be read: it was carried out.
const unreadable: Rules = {
  all: { requests: 1, error: "OvhParseError", sent: true, status: 200 },
  GET: { maybeApplied: false },
  "POST PUT DELETE": { maybeApplied: true },
};
// A refusal: nothing was done.
const refused = (status: number, error: string = "OvhApiError"): Rules => ({
  all: { requests: 1, error, sent: true, status, maybeApplied: false },
});
const good = (requests: number, waited: number = 0): Rules => ({ all: { requests, waited, ...fine } });

// A connection that does not come about, over a bare fetch.
const noConnectTimeout: NonNullable<Fault["fetch"]> = {
  limit: "no connect timeout of ours: what the runtime does not end (Node after 10 s), the call's own timeout does",
  expected: {
    all: { attempts: 1, waited: 180_000, error: "OvhTimeoutError", sent: "unknown", code: undefined },
    "POST PUT DELETE": { maybeApplied: true },
    // No token in 30 s.
    oauth2: { attempts: 3, waited: 90_300, sent: false, maybeApplied: false },
  },
};

// A connection that closes under a request, over undici.
const stale: Limit = {
  limit: "a connection that closes while the request is written looks like one that broke: counts as sent",
  expected: {
    "POST reused": {
      requests: 0,
      attempts: 1,
      waited: 0,
      data: undefined,
      error: "OvhNetworkError",
      sent: "unknown",
      maybeApplied: true,
    },
  },
};

/** What a call comes to in every fault; the rules are explained in the README, "When things go wrong". */
export const faults: readonly Fault[] = [
  // Before anything is sent.
  {
    fault: "a host name that is unknown",
    connection: "no name",
    onlyFresh: true,
    server: [ok],
    expected: hopeless("ENOTFOUND"),
  },
  {
    fault: "a name server that is silent",
    connection: "no name server",
    onlyFresh: true,
    server: [ok],
    expected: unsent("EAI_AGAIN"),
  },
  { fault: "a connection that is refused", connection: "refused", server: [ok], expected: unsent("ECONNREFUSED") },
  {
    fault: "a connection that does not come about",
    connection: "black hole",
    onlyFresh: true,
    server: [ok],
    expected: { ...unsent("UND_ERR_CONNECT_TIMEOUT"), signature: { waited: 30_300 }, oauth2: { waited: 30_300 } },
    fetch: noConnectTimeout,
  },
  {
    fault: "an answer that is no TLS",
    connection: "tls spoilt",
    onlyFresh: true,
    server: [ok],
    expected: hopeless("ERR_SSL_WRONG_VERSION_NUMBER"),
  },
  {
    fault: "a reset in the TLS handshake",
    connection: "tls reset",
    onlyFresh: true,
    server: [ok],
    expected: hopeless("ECONNRESET"),
    fetch: {
      limit: "a reset in the handshake looks like any other: counts as sent",
      expected: {
        all: { attempts: 3, waited: 300, sent: "unknown", maybeApplied: true },
        GET: { maybeApplied: false },
        "POST signature": { attempts: 1, waited: 0 },
        // It is the request for a token that was reset.
        oauth2: { sent: false, maybeApplied: false },
      },
    },
  },
  {
    fault: "silence in the TLS handshake",
    connection: "tls silent",
    onlyFresh: true,
    server: [ok],
    expected: {
      all: {
        attempts: 3,
        waited: 30_300,
        error: "OvhNetworkError",
        code: "UND_ERR_CONNECT_TIMEOUT",
        sent: false,
        maybeApplied: false,
      },
    },
    fetch: noConnectTimeout,
  },
  {
    fault: "a keep-alive connection that is closed as the call starts",
    connection: "stale",
    server: [ok],
    expected: { ...good(1), reused: { attempts: 2, waited: 100 } },
    fetch: stale,
    undici: stale,
  },

  // Sent, and no complete answer.
  { fault: "a reset before the answer", server: [{ socket: "reset" }], expected: unanswered },
  { fault: "an end before the answer", server: [{ socket: "end" }], expected: unanswered },
  {
    fault: "a reset in the headers",
    server: [{ raw: "HTTP/1.1 200 OK\r\nConte", socket: "reset" }],
    expected: unanswered,
  },
  {
    fault: "an end in the headers",
    server: [{ raw: "HTTP/1.1 200 OK\r\nConte", socket: "end" }],
    expected: unanswered,
  },
  {
    fault: "a malformed header",
    server: [{ raw: "HTTP/1.1 200 OK\r\n\0: 1\r\n\r\n", socket: "end" }],
    expected: unanswered,
  },
  { fault: "a reset in the body", server: [{ raw: half, socket: "reset" }], expected: cutOff },
  { fault: "an end in the body", server: [{ raw: half, socket: "end" }], expected: cutOff },
  {
    fault: "an end in a chunked body",
    server: [{ raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", socket: "end" }],
    expected: cutOff,
  },
  {
    fault: "an end in the body of an error",
    server: [{ raw: half.replace("200", "502"), socket: "end" }],
    expected: cutOff,
  },
  {
    fault: "one reset, then an answer",
    server: [{ socket: "reset" }, ok],
    expected: {
      "GET PUT DELETE": { requests: 2, waited: 100, ...fine },
      POST: { requests: 1, error: "OvhNetworkError", sent: "unknown", maybeApplied: true },
    },
  },
  {
    fault: "one reset, then a 404",
    server: [{ socket: "reset" }, { answer: { status: 404, body: "{}" } }],
    expected: {
      ...unanswered,
      "GET PUT DELETE": { requests: 2, waited: 100, error: "OvhApiError", status: 404, sent: true },
    },
  },
  {
    fault: "silence instead of an answer",
    server: [{ socket: "stall" }],
    timers: 1,
    expected: {
      all: { requests: 1, waited: 180_000, error: "OvhTimeoutError", sent: "unknown", maybeApplied: true },
      GET: { maybeApplied: false },
    },
  },
  {
    fault: "silence in the headers",
    server: [{ raw: "HTTP/1.1 200 OK\r\n", socket: "stall" }],
    timers: 1,
    expected: {
      all: { requests: 1, waited: 180_000, error: "OvhTimeoutError", sent: "unknown", maybeApplied: true },
      GET: { maybeApplied: false },
    },
  },
  {
    fault: "silence in the body",
    server: [{ raw: half, socket: "stall" }],
    timers: 2,
    expected: {
      ...unanswered,
      all: { error: "OvhTimeoutError", sent: true },
      "GET PUT DELETE": { requests: 3, waited: 90_300 },
      POST: { requests: 1, waited: 30_000, maybeApplied: true },
    },
  },
  {
    fault: "silence in the body of an error",
    server: [{ raw: half.replace("200", "404"), socket: "stall" }],
    timers: 2,
    expected: {
      all: { error: "OvhTimeoutError", sent: true, maybeApplied: false },
      "GET PUT DELETE": { requests: 3, waited: 90_300 },
      POST: { requests: 1, waited: 30_000 },
    },
  },
  {
    fault: "a body that drips, a byte every 20 seconds",
    server: [{ raw: half, socket: "drip" }],
    timers: 2,
    expected: {
      all: { requests: 1, waited: 180_000, error: "OvhTimeoutError", sent: true, maybeApplied: true },
      GET: { maybeApplied: false },
    },
  },

  // Answers that are all right.
  { fault: "an answer that comes byte by byte", server: [{ ...ok, socket: "bytewise" }], expected: good(1) },
  {
    fault: "a character that is split between chunks",
    server: [{ raw: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n"\xc3\r\n2\r\n\xa9"\r\n0\r\n\r\n' }],
    expected: { all: { requests: 1, data: "é" } },
  },
  {
    fault: "a byte order mark",
    server: [{ answer: { status: 200, body: "\xef\xbb\xbf[1]" } }],
    expected: { all: { requests: 1, data: [1] } },
  },
  {
    fault: "a key twice",
    server: [{ answer: { status: 200, body: '{"a":1,"a":2}' } }],
    expected: { all: { requests: 1, data: { a: 2 } } },
  },
  {
    fault: "a key called __proto__",
    server: [{ answer: { status: 200, body: '{"__proto__":{"x":1}}' } }],
    expected: { all: { requests: 1, data: JSON.parse('{"__proto__":{"x":1}}') } },
  },
  {
    fault: "an integer beyond 2^53, which is warned of",
    server: [{ answer: { status: 200, body: "[9007199254740993]" } }],
    expected: { all: { requests: 1, data: [2 ** 53] } },
  },
  { fault: "204", server: [{ raw: "HTTP/1.1 204 No Content\r\n\r\n" }], expected: { all: { requests: 1 } } },
  { fault: "null", server: [{ answer: { status: 200, body: "null" } }], expected: { all: { requests: 1 } } },

  // Answers that are not.
  {
    fault: "JSON that is cut, of the right length",
    server: [{ answer: { status: 200, body: '{"a":' } }],
    expected: unreadable,
  },
  {
    fault: "a page instead of JSON",
    server: [{ answer: { status: 200, headers: html, body: "<html>" } }],
    expected: unreadable,
  },
  { fault: "nothing where data is promised", server: [{ answer: { status: 200 } }], expected: unreadable },
  { fault: "bytes that are no UTF-8", server: [{ answer: { status: 200, body: '"\xc3"' } }], expected: unreadable },
  { fault: "a number beyond all", server: [{ answer: { status: 200, body: "[1e400]" } }], expected: unreadable },
  {
    fault: "gzip that is corrupt",
    server: [
      { answer: { status: 200, headers: { "Content-Encoding": "gzip" }, body: "\x1f\x8b\x08\0\0\0\0\0\0\x03garbage" } },
    ],
    expected: unreadable,
  },
  {
    fault: "gzip that is cut, of the right length",
    server: [
      {
        answer: { status: 200, headers: { "Content-Encoding": "gzip" }, body: "\x1f\x8b\x08\0\0\0\0\0\0\x03\xab\x56" },
      },
    ],
    expected: unreadable,
  },
  {
    fault: "a bomb of gzip",
    server: [{ answer: { status: 200, headers: { "Content-Encoding": "gzip" }, body: bomb } }],
    options: { maxResponseSize: 2 ** 20 },
    expected: unreadable,
  },
  {
    fault: "a body without end",
    server: [{ raw: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", socket: "flood" }],
    options: { maxResponseSize: 2 ** 20 },
    expected: unreadable,
  },
  {
    fault: "an error's body without end",
    server: [{ raw: "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n", socket: "flood" }],
    options: { maxResponseSize: 2 ** 20 },
    expected: refused(404),
  },
  {
    fault: "205",
    server: [{ answer: { status: 205 } }],
    expected: { ...unreadable, all: { requests: 1, error: "OvhProtocolError", sent: true, status: 205 } },
  },
  {
    fault: "206",
    server: [{ answer: { status: 206, body: "[1]" } }],
    expected: { ...unreadable, all: { requests: 1, error: "OvhProtocolError", sent: true, status: 206 } },
  },

  // Errors of the server's.
  { fault: "500", server: [{ answer: { status: 500, body: '{"message":"Oops"}' } }], expected: failing(500) },
  {
    fault: "502 with a page",
    server: [{ answer: { status: 502, headers: html, body: "<html>" } }],
    expected: failing(502),
  },
  { fault: "503", server: [{ answer: { status: 503 } }], expected: failing(503) },
  { fault: "504 with nothing", server: [{ answer: { status: 504 } }], expected: failing(504) },
  {
    fault: "503 with Retry-After",
    server: [{ answer: { status: 503, headers: { "Retry-After": "2" } } }, ok],
    expected: {
      "GET PUT DELETE": { requests: 2, waited: 2500, ...fine },
      POST: { requests: 1, error: "OvhApiError", status: 503, sent: true, maybeApplied: true },
    },
  },
  {
    fault: "a burst of two 500s",
    server: [{ answer: { status: 500 } }, { answer: { status: 500 } }, ok],
    expected: {
      "GET PUT DELETE": { requests: 3, waited: 300, ...fine },
      POST: { requests: 1, error: "OvhApiError", status: 500, sent: true, maybeApplied: true },
    },
  },
  {
    fault: "501, which nothing mends",
    server: [{ answer: { status: 501 } }],
    expected: {
      all: { requests: 1, error: "OvhApiError", status: 501, sent: true, maybeApplied: true },
      GET: { maybeApplied: false },
    },
  },

  // Refusals.
  { fault: "400", server: [{ answer: { status: 400, body: '{"message":"No"}' } }], expected: refused(400) },
  {
    fault: "403",
    server: [{ answer: { status: 403, body: '{"errorCode":"NOT_GRANTED_CALL"}' } }],
    expected: refused(403, "OvhAuthError"),
  },
  { fault: "404", server: [{ answer: { status: 404, body: "{}" } }], expected: refused(404) },
  { fault: "460", server: [{ answer: { status: 460, body: '"expired"' } }], expected: refused(460) },
  {
    fault: "408",
    server: [{ answer: { status: 408, headers: { Connection: "close" } } }],
    expected: {
      all: { error: "OvhApiError", status: 408, sent: true, maybeApplied: false },
      "GET PUT DELETE": { requests: 3, waited: 300 },
      POST: { requests: 2, waited: 100 },
    },
  },
  {
    fault: "408 once, on a connection that stays open",
    server: [{ answer: { status: 408 } }, ok],
    expected: { all: { requests: 2, waited: 100, newConnection: true, ...fine } },
    fetch: { limit: "no new connection at will: it may be either", expected: { all: { newConnection: undefined } } },
  },
  {
    fault: "408 with a page, once",
    server: [{ answer: { status: 408, headers: { ...html, Connection: "close" }, body: "<html>" } }, ok],
    expected: good(2, 100),
  },
  {
    fault: "429",
    server: [{ answer: { status: 429 } }],
    expected: {
      all: { requests: 3, waited: 1500, error: "OvhApiError", status: 429, sent: true, maybeApplied: false },
    },
  },
  {
    fault: "429 with Retry-After in seconds",
    server: [{ answer: { status: 429, headers: { "Retry-After": "7" } } }, ok],
    expected: good(2, 7500),
  },
  {
    fault: "429 with Retry-After as a date",
    server: [
      {
        answer: {
          status: 429,
          headers: { Date: "Tue, 14 Nov 2023 22:13:20 GMT", "Retry-After": "Tue, 14 Nov 2023 22:13:30 GMT" },
        },
      },
      ok,
    ],
    expected: good(2, 10_500),
  },
  {
    fault: "429 with Retry-After beyond the timeout",
    server: [{ answer: { status: 429, headers: { "Retry-After": "3600" } } }],
    expected: refused(429),
  },
  {
    fault: "429 with Retry-After that says nothing",
    server: [{ answer: { status: 429, headers: { "Retry-After": "soon" } } }, ok],
    expected: good(2, 500),
  },

  // Redirects.
  ...[301, 302, 303, 307, 308].map((status) => ({
    fault: `a redirect by ${status}`,
    server: [{ answer: { status, headers: { Location: "/1.0/elsewhere" } } }],
    expected: refused(status, "OvhProtocolError"),
  })),
  {
    fault: "a redirect to another host",
    server: [{ answer: { status: 307, headers: { Location: "https://evil.example/1.0/fault" } } }],
    expected: refused(307, "OvhProtocolError"),
  },

  {
    fault: "a redirect to http",
    server: [{ answer: { status: 301, headers: { Location: "http://api.eu.ovhcloud.com/1.0/fault" } } }],
    expected: refused(301, "OvhProtocolError"),
  },

  // Proofs.
  {
    fault: "a clock that is wrong, once",
    server: [{ answer: { status: 400, body: '{"errorCode":"QUERY_TIME_OUT"}' } }, ok],
    expected: {
      ...good(2),
      oauth2: { data: undefined, ...refused(400, "OvhAuthError")["all"] },
    },
  },
  {
    fault: "a clock that stays wrong",
    server: [{ answer: { status: 400, body: '{"errorCode":"QUERY_TIME_OUT"}' } }],
    expected: {
      all: { requests: 2, error: "OvhAuthError", status: 400, sent: true, maybeApplied: false },
      oauth2: { requests: 1 },
    },
  },
  {
    fault: "401 once",
    server: [{ answer: { status: 401, body: "{}" } }, ok],
    expected: {
      ...good(2),
      signature: { data: undefined, ...refused(401, "OvhAuthError")["all"] },
    },
  },
  {
    fault: "403 for an expired token, once",
    server: [{ answer: { status: 403, body: '{"message":"The access token has expired"}' } }, ok],
    expected: {
      ...good(2),
      signature: { data: undefined, ...refused(403)["all"] },
    },
  },
  {
    fault: "a reset when the time or a token is asked for, once",
    before: [{ socket: "reset" }],
    onlyFresh: true,
    server: [ok],
    // Without the time the local clock counts; without a token nothing can be sent.
    expected: { ...good(1), oauth2: { attempts: 2, waited: 100 } },
  },
  {
    fault: "500 when the time or a token is asked for, once",
    before: [{ answer: { status: 500, body: "<html>" } }],
    onlyFresh: true,
    server: [ok],
    expected: { ...good(1), oauth2: { attempts: 2, waited: 100 } },
  },
  {
    fault: "silence when the time or a token is asked for",
    before: [{ socket: "stall" }],
    onlyFresh: true,
    timers: 2,
    server: [ok],
    expected: { ...good(1, 12_000), oauth2: { attempts: 2, waited: 30_100 } },
  },
  {
    fault: "429 with Retry-After when the time or a token is asked for, once",
    before: [{ answer: { status: 429, headers: { "Retry-After": "7" } } }],
    onlyFresh: true,
    server: [ok],
    expected: { ...good(1), oauth2: { attempts: 2, waited: 7500 } },
  },
  {
    fault: "a time or token that is a page",
    before: [{ answer: { status: 200, headers: html, body: "<html>" } }],
    onlyFresh: true,
    server: [ok],
    expected: {
      ...good(1),
      oauth2: {
        requests: 0,
        attempts: 1,
        data: undefined,
        error: "OvhParseError",
        status: 200,
        sent: false,
        maybeApplied: false,
      },
    },
  },
];
