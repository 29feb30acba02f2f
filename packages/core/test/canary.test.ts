import { format, inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { describeCredentials } from "../src/auth/index.js";
import type { Client, Middleware, PinnedClientOptions, UntypedOperations } from "../src/index.js";
import { buildClient } from "./support/build-client.js";
import { createFakePlatform } from "./support/platform.js";
import { untilSettled } from "./support/until-settled.js";

// Six secrets: four that a client is made with, one that OVH grants, one that OVH hands out; and every signature.
const canary = {
  applicationSecret: "canaryApplicationSecret0123456789",
  consumerKey: "canaryConsumerKey0123456789abcdef",
  clientSecret: "canaryClientSecret0123456789abcde",
  accessToken: "canaryAccessToken0123456789abcdef",
  grantedToken: "canaryGrantedToken0123456789abcde",
  newConsumerKey: "canaryNewConsumerKey0123456789abc",
};

const application = {
  applicationKey: "applicationKey",
  applicationSecret: canary.applicationSecret,
  consumerKey: canary.consumerKey,
};

/** The ways in, each with what it lets slip if anything does. */
const waysIn: readonly (readonly [string, PinnedClientOptions])[] = [
  ["an application key", application],
  ["an OAuth2 client", { clientId: "EU.clientId", clientSecret: canary.clientSecret }],
  ["an access token", { accessToken: canary.accessToken }],
];

/** Every form in which a value is printed, stored or copied. */
function sinks(value: unknown): string[] {
  const own = Object(value) as Record<PropertyKey, unknown>;
  const deep = { depth: Infinity, showHidden: true, getters: true, showProxy: true } as const;
  const each = (one: unknown): string[] => [
    inspect(one, deep),
    format("%o %O %j %s", one, one, one, one),
    textOf(one),
    JSON.stringify(one) ?? "",
  ];
  return [
    ...each(value),
    ...each({ ...own }),
    ...each(structuredCloneOf(value)),
    ...(value instanceof Error ? [value.message, value.stack ?? "", ...each(value.cause)] : []),
    ...Reflect.ownKeys(own).flatMap((key) => each(Reflect.get(own, key))),
    ...Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(own) ?? {}))
      // Of a function in strict mode these cannot be read.
      .filter((key) => typeof value !== "function" || (key !== "caller" && key !== "arguments"))
      .map((key) => inspect(Reflect.get(own, key), deep)),
  ];
}

// An object without a prototype has none.
function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "";
  }
}

function structuredCloneOf(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return undefined;
  }
}

/** Which secrets show in any of these forms. */
function leaksOf(value: unknown): string[] {
  const texts = sinks(value);
  return [...Object.values(canary), "$1$"].filter((secret) => texts.some((text) => text.includes(secret)));
}

type Answer = (told: string) => Response | Promise<Response>;

const refusal =
  (status: number, body: (told: string) => unknown): Answer =>
  (told) =>
    Response.json(body(told), { status, headers: { "x-ovh-queryid": "EU.ext-1" } });

/** A network that repeats all it is told, in every place where an error takes something over. */
const failures: readonly (readonly [string, Answer])[] = [
  ...["INVALID_SIGNATURE", "QUERY_TIME_OUT"].map(
    (errorCode) => [`400 ${errorCode}`, refusal(400, (message) => ({ errorCode, message }))] as const,
  ),
  ...["INVALID_CREDENTIAL", "NOT_CREDENTIAL", "INVALID_KEY", "NOT_GRANTED_CALL", "FORBIDDEN"].map(
    (errorCode) => [`403 ${errorCode}`, refusal(403, (message) => ({ errorCode, message }))] as const,
  ),
  ...[400, 401, 402, 403, 404, 405, 408, 409, 413, 429, 460, 471, 500, 502, 503, 504].map(
    (status) => [`${status} that repeats the request`, refusal(status, (message) => ({ message }))] as const,
  ),
  ["details that repeat the request", refusal(403, (told) => ({ details: { told: [told] } }))],
  ["IAM actions that repeat the request", refusal(403, (told) => ({ details: { unauthorizedActionsByIAM: told } }))],
  ["a code that repeats the request", refusal(400, (errorCode) => ({ errorCode }))],
  ["a class that repeats the request", refusal(400, (told) => ({ class: told }))],
  ["a string that repeats the request", refusal(400, (told) => told)],
  ["a list that repeats the request", refusal(400, (told) => [told])],
  ["an expired token that repeats the request", refusal(403, (told) => ({ message: `token expired ${told}` }))],
  ["a page that repeats the request", (told) => new Response(`<html>${told}`)],
  ["a page with 502", (told) => new Response(`<html>${told}`, { status: 502 })],
  ["a cut answer with a new key", () => new Response(`{"validationUrl":"u","consumerKey":"${canary.newConsumerKey}`)],
  ["a redirect", (told) => new Response(null, { status: 302, headers: { location: `https://x/${encodeURI(told)}` } })],
  ["a fetch that quotes the request", (told) => Promise.reject(new Error(told))],
  ["a cause that quotes it", (told) => Promise.reject(new TypeError("failed", { cause: new Error(told) }))],
  ["a code that quotes it", (told) => Promise.reject(Object.assign(new Error("x"), { code: told }))],
  ["a fetch that rejects with the request", (told) => Promise.reject(Object.assign(new Error("x"), { request: told }))],
  ["a fetch that rejects with text", (told) => Promise.reject(told)],
  [
    "a body that breaks off",
    (told) => new Response(new ReadableStream({ start: (stream) => stream.error(new Error(told)) })),
  ],
  ["no answer in time", () => new Promise<never>(() => undefined)],
];

/** A client of that network; `token` answers requests for tokens. */
function createLeaky(options: PinnedClientOptions, answer: Answer, token?: Answer) {
  const platform = createFakePlatform(async (url, init) => {
    const told = `${Object.values(options).join(" ")} ${JSON.stringify([url, [...new Headers(init.headers)], init.body])}`;
    if (url.endsWith("/auth/time")) return new Response("1700000000");
    if (url.includes("/oauth2/token") && token !== undefined) return token(told);
    if (url.includes("/oauth2/token")) return Response.json({ access_token: canary.grantedToken, expires_in: 3599 });
    return answer(told);
  });
  return { ovh: buildClient<UntypedOperations>({ endpoint: "ovh-eu", ...options }, platform), platform };
}

/** What a failing call ends in, everything that middleware was shown, and what was logged. */
async function everythingOf(ovh: Client<UntypedOperations>, platform: ReturnType<typeof createFakePlatform>) {
  const seen: unknown[] = [];
  const watch: Middleware = {
    onRequest: (context) => void seen.push(context, [...context.request.headers]),
    onResponse: (context) => void seen.push(context.request, [...context.request.headers]),
    onError: (context) => void seen.push(context, [...context.request.headers]),
  };
  ovh.use(watch);
  const outcome = ovh
    .POST("/me", { body: {}, timeout: 1000 })
    .then(({ error }) => error)
    .catch((error: unknown) => error);
  await untilSettled(outcome, () => platform.pass(100));
  return { failure: await outcome, seen, logged: platform.warnings };
}

describe("no secret shows", () => {
  it("in at least 30 kinds of error", () => expect(failures.length).toBeGreaterThanOrEqual(30));

  describe.each(waysIn)("with %s", (_title, options) => {
    it.each(failures)("after %s", async (_title, answer) => {
      const spies = (["log", "warn", "error", "debug", "info"] as const).map((name) =>
        vi.spyOn(console, name).mockReturnValue(),
      );
      const { ovh, platform } = createLeaky(options, answer);
      const { failure, ...rest } = await everythingOf(ovh, platform);
      expect(failure).toBeInstanceOf(Error);
      expect(leaksOf(failure)).toEqual([]);
      expect(leaksOf(rest)).toEqual([]);
      expect(leaksOf(ovh)).toEqual([]);
      expect(spies.flatMap(({ mock }) => mock.calls)).toEqual([]);
    });

    it("in the client, its parts, its explanation and the description of its credentials", async () => {
      const { ovh } = createLeaky(options, () => Response.json(null));
      await ovh.GET("/me");
      const { unwrapped } = ovh;
      const parts = [ovh, ovh.auth, ovh.get, ovh.GET, ovh.auth.credentials, unwrapped, unwrapped.get, unwrapped.GET];
      for (const part of [...parts, unwrapped.GET("/me")]) expect(leaksOf(part)).toEqual([]);
      expect(leaksOf(await ovh.auth.explain("POST", "/me", { body: {} }))).toEqual([]);
      expect(leaksOf(describeCredentials({ endpoint: "ovh-eu", ...options }))).toEqual([]);
    });
  });

  // What a token endpoint may answer instead; a timeout of its own is 30 seconds.
  it.each(failures.filter(([title]) => title !== "no answer in time"))(
    "when the token endpoint answers with %s",
    async (_title, answer) => {
      const { ovh, platform } = createLeaky(waysIn[1]![1], () => Response.json(null), answer);
      const { failure, ...rest } = await everythingOf(ovh, platform);
      expect(failure).toBeInstanceOf(Error);
      expect(leaksOf([failure, rest])).toEqual([]);
      expect(leaksOf(failure)).toEqual([]);
    },
  );

  it("of a consumer key that was handed out, once the client uses it", async () => {
    let first = true;
    const { ovh, platform } = createLeaky(application, (told) => {
      if (!first) return Response.json({ message: `${told} ${canary.newConsumerKey}` }, { status: 403 });
      first = false;
      return Response.json({ consumerKey: canary.newConsumerKey, validationUrl: "https://www.ovh.com/auth/" });
    });
    await ovh.auth.requestConsumerKey({ accessRules: [{ method: "GET", path: "/me" }] });
    const { failure, ...rest } = await everythingOf(ovh, platform);
    expect(leaksOf(failure)).toEqual([]);
    expect(leaksOf(rest)).toEqual([]);
    expect(leaksOf(await ovh.auth.explain("GET", "/me"))).toEqual([]);
  });

  it("would be found if it did", () => {
    expect(leaksOf({ deep: [Object.values(canary)], signature: "$1$abc" })).toEqual([...Object.values(canary), "$1$"]);
    expect(leaksOf(new Error("x", { cause: { canary } }))).toEqual(Object.values(canary));
  });
});
