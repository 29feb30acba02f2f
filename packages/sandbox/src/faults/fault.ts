import { OvhConfigError } from "@ovh-typed/core";
import { type Fields, isFields } from "../schema/fields.js";

/** What goes wrong with a request. */
export type Fault =
  /** It is answered later, by `ms` milliseconds. */
  | { readonly kind: "latency"; readonly ms: number }
  /** An error in OVH's form, `status` 400 to 599; `retryAfter` in seconds goes into the header. */
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: number }
  /** An error as a page of HTML, as something before OVH answers it. */
  | { readonly kind: "html"; readonly status: number }
  /** The connection is reset: before anything is answered, in the middle of the headers, or of the body. */
  | { readonly kind: "reset"; readonly when: "before" | "headers" | "body" }
  /** Nothing more comes: of the whole answer, or after half of the body. */
  | { readonly kind: "stall"; readonly when: "headers" | "body" }
  /** The body comes in ten pieces, `ms` milliseconds apart. */
  | { readonly kind: "slow"; readonly ms: number }
  /** The body ends in the middle of its JSON, and the answer is complete. */
  | { readonly kind: "truncate" }
  /** The sandbox's clock is off by `seconds`, for this request. */
  | { readonly kind: "clock"; readonly seconds: number }
  /** The access token, or the consumer key, is answered as one that has expired or was refused. */
  | { readonly kind: "token-expired" | "key-expired" | "key-refused" };

/** Which requests a fault strikes; all of them, where nothing is said. */
export type FaultRule = Fault & {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Behind the version: a template such as `/vps/{serviceName}`, or a path in which `*` stands for anything. */
  readonly path?: string;
  /** What part of them, above 0 and at most 1. */
  readonly rate?: number;
  /** How often, at most. */
  readonly count?: number;
  /**
   * Whether what is asked for is done all the same. By default it is where any of its answer is sent, and is not where
   * an error is, or nothing.
   */
  readonly applied?: boolean;
};

type Check = readonly [fits: (value: unknown) => boolean, expected: string];

const oneOf = (...values: readonly unknown[]): Check => [
  (value) => values.includes(value),
  `one of ${values.join(", ")}`,
];
const number = (from: number, to: number, expected: string): Check => [
  (value) => typeof value === "number" && value >= from && value <= to,
  expected,
];
const whole = ([fits, expected]: Check): Check => [(value) => Number.isInteger(value) && fits(value), expected];

const delay = number(0, 600_000, "milliseconds, at most 600000");
const status = whole(number(400, 599, "a status from 400 to 599"));

/** What each kind has to say. */
const kinds: { readonly [K in Fault["kind"]]: Readonly<Record<string, Check>> } = {
  latency: { ms: delay },
  status: { status },
  html: { status },
  reset: { when: oneOf("before", "headers", "body") },
  stall: { when: oneOf("headers", "body") },
  slow: { ms: delay },
  truncate: {},
  clock: { seconds: number(-1e9, 1e9, "seconds") },
  "token-expired": {},
  "key-expired": {},
  "key-refused": {},
};

/** What each may say. */
const options: Readonly<Record<string, Check>> = {
  method: oneOf("GET", "POST", "PUT", "DELETE"),
  path: [(value) => typeof value === "string" && value.startsWith("/"), "a path that begins with /"],
  rate: number(Number.MIN_VALUE, 1, "a number above 0, at most 1"),
  count: whole(number(1, 1e9, "a whole number above 0")),
  applied: oneOf(true, false),
};

/**
 * A rule, of which nothing is known.
 *
 * @throws {OvhConfigError} That names what is wrong with it, and what was expected.
 */
export function readRule(value: unknown): FaultRule {
  const fail = (problem: string): never => {
    throw new OvhConfigError(`The fault rule ${JSON.stringify(value)} ${problem}.`);
  };
  if (!isFields(value)) return fail("has to be an object");
  const { kind, ...others } = value;
  const isKind = typeof kind === "string" && Object.hasOwn(kinds, kind);
  if (!isKind) return fail(`has to have a kind: ${Object.keys(kinds).join(", ")}`);
  const needed = kinds[kind as Fault["kind"]];
  const retryAfter = kind === "status" ? { retryAfter: number(0, 1e6, "seconds") } : {};
  const known: Readonly<Record<string, Check>> = { ...options, ...retryAfter, ...needed };
  for (const name of Object.keys(needed)) if (!Object.hasOwn(others, name)) fail(`has to have ${name}`);
  for (const [name, given] of Object.entries(others as Fields)) {
    if (!Object.hasOwn(known, name)) return fail(`has ${name}, which a fault of this kind does not`);
    const [fits, expected] = known[name]!;
    if (!fits(given)) fail(`has ${name} ${JSON.stringify(given)}, which has to be ${expected}`);
  }
  return value as unknown as FaultRule;
}

/** Whether the caller comes to know how a request ended. */
export function tells({ kind }: FaultRule): boolean {
  return kind === "latency" || kind === "slow" || kind === "clock";
}
