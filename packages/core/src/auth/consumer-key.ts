import { percentEncode } from "../call/text.js";
import { OvhConfigError } from "../errors/config-error.js";
import { OvhParseError } from "../errors/parse-error.js";
import { methods } from "../http-method.js";
import { unwrap } from "../result.js";
import type { AccessRule } from "./access-rule.js";
import type { AuthContext, ConsumerKeyRequest, RequestedConsumerKey } from "./auth.js";

/** Requests a consumer key and makes the client use it. */
export async function requestConsumerKey(
  context: AuthContext,
  { accessRules, redirection, allowedIPs, signal }: ConsumerKeyRequest,
): Promise<RequestedConsumerKey> {
  const { applicationKey, applicationSecret } = context.credentials();
  if (applicationKey === undefined || applicationSecret === undefined) {
    throw new OvhConfigError(
      "A consumer key is requested with an application key and its secret, which the client lacks: give " +
        `applicationKey and applicationSecret, from ${context.hosts.createApp}.`,
    );
  }
  const answer = await unwrap(
    context.request("POST", "/auth/credential", {
      body: {
        accessRules: plain(accessRules),
        ...(redirection === undefined ? {} : { redirection }),
        ...(allowedIPs === undefined ? {} : { allowedIPs }),
      },
      signal,
    }),
  );
  const { consumerKey, validationUrl, state } = (answer ?? {}) as Partial<RequestedConsumerKey>;
  if (typeof consumerKey !== "string" || !/^[\x21-\x7e]+$/.test(consumerKey) || typeof validationUrl !== "string") {
    // The body may hold half of what is missing: it is not shown.
    throw new OvhParseError("POST /auth/credential was answered without a consumer key and a validation URL.", {
      method: "POST",
      path: "/auth/credential",
      status: 200,
      body: "",
    });
  }
  context.use({ applicationKey, applicationSecret, consumerKey });
  return { consumerKey, validationUrl, state: state ?? "pendingValidation" };
}

/** Ends the consumer key in use. */
export async function logout({ request }: AuthContext): Promise<void> {
  await unwrap(request("POST", "/auth/logout"));
}

/** The page with these rights filled in; stars and slashes stay readable, as OVH's own links have them. */
export function createTokenUrl(
  { endpoint, hosts }: AuthContext,
  accessRules: readonly AccessRule[],
  options: Readonly<Record<string, string>> = {},
): string {
  if (hosts.createToken === undefined) {
    throw new OvhConfigError(`${endpoint.name} has no page that makes tokens: use requestConsumerKey.`);
  }
  const rules = plain(accessRules).map(({ method, path }) => `${method}=${readable(path)}`);
  const others = Object.entries(options).map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`);
  return `${hosts.createToken}?${[...rules, ...others].join("&")}`;
}

const readable = (path: string): string => percentEncode(path).replaceAll("%2F", "/").replaceAll("%2A", "*");

/**
 * The rules as they are sent, each once.
 *
 * @throws {TypeError} For none, and for what is no rule.
 */
function plain(accessRules: readonly AccessRule[]): AccessRule[] {
  if (!Array.isArray(accessRules) || accessRules.length === 0) {
    throw new TypeError('accessRules has to be a list with at least one rule: { method: "GET", path: "/me" }.');
  }
  const rules = new Map<string, AccessRule>();
  for (const { method, path } of accessRules as readonly AccessRule[]) {
    if (!methods.includes(method) || typeof path !== "string" || !/^\/[^\s?#]*$/.test(path)) {
      throw new TypeError(
        `An access rule has to be a method (${methods.join(", ")}) and a path that begins with a slash; ` +
          `found ${JSON.stringify({ method, path })}.`,
      );
    }
    const sent = path.replaceAll(/\{[^{}/]*\}/g, "*");
    rules.set(`${method} ${sent}`, { method, path: sent });
  }
  return [...rules.values()];
}
