import { expect, test } from "vitest";
import type { Sandbox } from "../src/index.js";
import { randomNumbers } from "../src/random-numbers.js";
import { call, type Deviation } from "../test/support/caller.js";
import { fixtureSandbox } from "../test/support/fixture-sandbox.js";
import { part } from "./part.js";

const random = randomNumbers(19);
const upTo = (limit: number): number => Math.floor(random() * limit);
const oneOf = <T>(values: readonly T[]): T => values[upTo(values.length)]!;

/** Letters of all lengths in UTF-8, and those that URLs and JSON escape. */
const letters = [...`abcXYZ019-_~ é☂😀'"\\%&=+,;/`];
const word = (): string => Array.from({ length: 1 + upTo(12) }, () => oneOf(letters)).join("");

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

const calls: readonly (() => Call)[] = [
  () => ({ method: "GET", path: "/1.0/me" }),
  () => ({ method: "GET", path: `/1.0/cdn/dedicated/${encodeURIComponent(word())}/domains` }),
  () => ({ method: "GET", path: `/1.0/ip/search?type=${oneOf(["cdn", "vps"])}&limit=${upTo(99)}` }),
  () => ({ method: "PUT", path: "/1.0/me", body: { firstname: word() } }),
  () => ({ method: "POST", path: "/1.0/ip/record", body: { fieldType: "TXT", target: word(), subDomain: word() } }),
];

/** A text with one bit turned over, of a letter that stays one. */
function turned(text: string): string {
  const position = upTo(text.length);
  const letter = String.fromCharCode(text.charCodeAt(position) ^ (1 << upTo(7)));
  return /^[!-~]$/.test(letter) ? text.slice(0, position) + letter + text.slice(position + 1) : turned(text);
}

/** One bit of a request, changed after it was signed (or signed otherwise than it is sent). */
const tamperings: Readonly<Record<string, (call: Call, sandbox: Sandbox) => Deviation>> = {
  method: ({ method }) => ({
    signedMethod: oneOf(["GET", "POST", "PUT", "DELETE"].filter((other) => other !== method)),
  }),
  url: ({ path }, { url }) => ({ signedUrl: url + turned(path) }),
  body: ({ body }) => ({ signedBody: body === undefined ? "0" : turned(JSON.stringify(body)) }),
  timestamp: () => ({ headers: { "X-Ovh-Timestamp": String(Math.floor(Date.now() / 1000) ^ (1 << upTo(31))) } }),
  secret: (_, { credentials }) => ({ credentials: { applicationSecret: turned(credentials.applicationSecret) } }),
  key: (_, { credentials }) => ({ headers: { "X-Ovh-Consumer": turned(credentials.consumerKey) } }),
};

const kinds = Object.keys(tamperings);
const numbers = (count: number): readonly number[] => part(Array.from({ length: count }, (_, index) => index));

test("1,000 requests as they were signed are all accepted", async () => {
  const sandbox = await fixtureSandbox();
  for (const _ of numbers(1000)) {
    const { method, path, body } = oneOf(calls)();
    const { status, text } = await call(sandbox, method, path, body);
    expect({ method, path, body, status, text }).toMatchObject({ status: 200 });
  }
});

test("100,000 that were tampered with are all refused, for what authentication found", async () => {
  const sandbox = await fixtureSandbox();
  const refused = new Set<string>();
  for (const _ of numbers(100_000)) {
    const kind = oneOf(kinds);
    const sent = oneOf(calls)();
    const deviation = tamperings[kind]!(sent, sandbox);
    const { status, json } = await call(sandbox, sent.method, sent.path, sent.body, deviation);
    const errorCode: unknown = expect.stringMatching(/^(?:INVALID_SIGNATURE|QUERY_TIME_OUT|NOT_CREDENTIAL)$/);
    expect({ kind, sent, deviation, status, json }).toMatchObject({ json: { errorCode } });
    refused.add(kind);
  }
  expect([...refused].toSorted()).toEqual(kinds.toSorted());
});
