import { OvhConfigError } from "./errors/config-error.js";
import type { FailedCall } from "./errors/ovh-error.js";

// Each rule keeps the request below the base URL; what the parser would drop, turn or take for another origin is refused.
const pathRules: readonly (readonly [forbidden: RegExp, problem: string])[] = [
  [/^(?!\/)/, "has to begin with a slash (the origin comes from the endpoint or baseUrl)"],
  [/\/\//, "has an empty segment (two slashes in a row)"],
  [/\\/, "has a backslash"],
  [/[?#]/, "has a query or a fragment (give query parameters as params.query)"],
  [/[\p{Cc}\s]/u, "has white space or a control character"],
  [/\p{Surrogate}/u, "holds half a surrogate pair, which cannot be sent"],
  [/(?:)/, "has a dot segment, which would lead elsewhere"],
];

/** A path that would not stay below the base URL. */
export function brokenPath(path: unknown): TypeError {
  if (typeof path !== "string") return new TypeError("The path has to be a string that begins with a slash.");
  const broken = pathRules.find(([forbidden]) => forbidden.test(path));
  return new TypeError(`The path ${JSON.stringify(path)} ${broken?.[1]}.`);
}

/** A path parameter that was given and is not part of the path. */
export function strangeParameter(template: string, name: string): TypeError {
  return new TypeError(`The path ${template} has no parameter ${JSON.stringify(name)}.`);
}

/** A path parameter that was not given. */
export function missingParameter(template: string, name: string): TypeError {
  return new TypeError(`The path ${template} needs params.path.${name}, which is missing.`);
}

/** A path parameter with which another operation would be called. */
export function brokenParameter(template: string, name: string, value: string): TypeError {
  const problem =
    value === ""
      ? "is empty, which would call another operation"
      : /\p{Cc}/u.test(value)
        ? "has a control character"
        : "is a dot segment, which would call another operation";
  return new TypeError(`The path parameter ${JSON.stringify(name)} of ${template} ${problem}.`);
}

/** A value that has no form in a path, a query or a header. */
export function noScalar(value: unknown, place: string): TypeError {
  const problem =
    typeof value === "string"
      ? "holds half a surrogate pair, which cannot be sent"
      : typeof value === "number"
        ? Number.isFinite(value)
          ? "is a number beyond 2^53, which is not exact: give a bigint or a string"
          : `is ${value}, which cannot be sent`
        : `is ${kindOf(value)}; a string, number, bigint or boolean was expected`;
  return new TypeError(`The ${place} ${problem}.`);
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** A date that is none. */
export function invalidDate(place: string): TypeError {
  return new TypeError(`The ${place} is an invalid Date.`);
}

/** A query string, carried by a path, that could not be sent as it is. */
export function brokenQuery(): TypeError {
  return new TypeError("The path's query string has a fragment, a control character or half a surrogate pair.");
}

/** The name of a header that is none, or is the client's own. */
export function brokenHeaderName(name: string, own: boolean): TypeError {
  const header = JSON.stringify(name);
  return new TypeError(
    own
      ? `The header ${header} is set by the client, from its credentials, and cannot be given.`
      : `${header} is not the name of a header.`,
  );
}

/** The value of a header that none can have; never quoted, it may be a secret. */
export function brokenHeaderValue(name: string): TypeError {
  return new TypeError(
    `The value of the header ${JSON.stringify(name)} has a line end or another character that headers cannot hold.`,
  );
}

/** A value in a body that JSON would leave out or turn into null. */
export function notJson(key: string, value: unknown): TypeError {
  const place = key === "" ? "The body" : `The field ${JSON.stringify(key)} of the body`;
  const kind =
    typeof value === "number" ? String(value) : value instanceof Date ? "an invalid Date" : `a ${typeof value}`;
  return new TypeError(`${place} is ${kind}, which JSON cannot hold.`);
}

/** A method that OVH's API does not have. */
export function strangeMethod(methods: readonly string[]): TypeError {
  return new TypeError(`The method has to be one of ${methods.join(", ")}.`);
}

/** A body where OVH refuses any. */
export function strangeBody({ method, path }: FailedCall): TypeError {
  return new TypeError(`${method} ${path} was given a body, which OVH refuses on ${method}.`);
}

/** A request that a middleware moved to another place. */
export function movedAway({ method, path }: FailedCall, base: string): TypeError {
  return new TypeError(`${method} ${path} was moved away from ${base}, where nothing is sent.`);
}

/** A call that has to be signed, by a client that cannot. */
export function missingKeys(call: FailedCall, withApplication: boolean): OvhConfigError {
  const missing = withApplication
    ? "a consumer key: give consumerKey (in Node also OVH_CONSUMER_KEY, or consumer_key in ovh.conf); " +
      "auth.requestConsumerKey requests one"
    : "credentials: give applicationKey, applicationSecret and consumerKey (in Node also OVH_APPLICATION_KEY, " +
      "OVH_APPLICATION_SECRET and OVH_CONSUMER_KEY, or ovh.conf), clientId and clientSecret, or accessToken";
  return new OvhConfigError(
    `${call.method} ${call.path} has to be signed, for which the client lacks ${missing}.`,
    call,
  );
}
