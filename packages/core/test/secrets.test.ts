import { format, inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createClient, type Client, type Middleware, type UntypedOperations } from "../src/index.js";
import { keys } from "./support/keys.js";

const secrets = [keys.applicationSecret, keys.consumerKey, "$1$"];

/** Every form in which a value is printed, stored or copied. */
function sinks(value: unknown): string[] {
  const own = Object(value) as Record<string, unknown>;
  return [
    inspect(value, { depth: Infinity, showHidden: true, getters: true, showProxy: true }),
    format("%o %O %j %s", value, value, value, value),
    JSON.stringify(value) ?? "",
    JSON.stringify({ ...own }) ?? "",
    String(Object.prototype.toString.call(value)),
    value instanceof Error ? `${value.message}\n${value.stack}\n${inspect(value.cause)}` : "",
    Reflect.ownKeys(own)
      .map((key) => `${String(key)} ${inspect(Reflect.get(own, key), { depth: Infinity })}`)
      .join("\n"),
  ];
}

/** The secrets that show in any of these forms. */
function leaksOf(value: unknown): string[] {
  return secrets.filter((secret) => sinks(value).some((text) => text.includes(secret)));
}

/** What a failing call ends in, as `error` or rejected, on a network that repeats all it is told. */
async function failWith(
  answer: (told: string) => Response | Promise<Response>,
  prepare: (ovh: Client<UntypedOperations>) => unknown = () => undefined,
): Promise<unknown> {
  const ovh = createClient({
    endpoint: "ovh-eu",
    ...keys,
    fetch: async (url, init) => {
      if (url.endsWith("/auth/time")) return new Response("1700000000");
      const told = `${keys.applicationSecret} ${JSON.stringify([url, [...new Headers(init.headers)]])}`;
      expect(told).toContain("$1$");
      return answer(told);
    },
  });
  await prepare(ovh);
  expect(leaksOf(ovh)).toEqual([]);
  const outcome = await ovh.POST("/me", { body: {} }).catch((error: unknown) => ({ error }));
  expect(outcome.error).toBeInstanceOf(Error);
  return outcome.error;
}

const failures: readonly [string, (told: string) => Response | Promise<Response>][] = [
  ["a message that repeats the request", (told) => Response.json({ message: told }, { status: 400 })],
  ["details that repeat the request", (told) => Response.json({ details: { told: [told] } }, { status: 403 })],
  ["a code that repeats the request", (told) => Response.json({ errorCode: told }, { status: 400 })],
  ["a page that repeats the request", (told) => new Response(`<html>${told}`, { status: 200 })],
  ["a cut answer with a new key", () => new Response(`{"consumerKey":"${keys.consumerKey.toLowerCase()}`)],
  [
    "a redirect that repeats the request",
    (told) => new Response(null, { status: 302, headers: { location: `https://x/${encodeURI(told)}` } }),
  ],
  ["a fetch that quotes the request", (told) => Promise.reject(new Error(told))],
  [
    "a fetch whose cause quotes the request",
    (told) => Promise.reject(new TypeError("fetch failed", { cause: new Error(told) })),
  ],
  ["a fetch whose code quotes the request", (told) => Promise.reject(Object.assign(new Error("x"), { code: told }))],
  ["a fetch that rejects with the request", (told) => Promise.reject(Object.assign(new Error("x"), { request: told }))],
  [
    "a body that breaks off with the request",
    (told) => new Response(new ReadableStream({ start: (stream) => stream.error(new Error(told)) })),
  ],
];

describe("secrets", () => {
  it.each(failures)("are not in the error after %s", async (_title, answer) => {
    expect(leaksOf(await failWith(answer))).toEqual([]);
  });

  it("would be found if they were there", () => {
    expect(leaksOf({ deep: [{ keys }], signature: "$1$abc" })).toEqual(secrets);
    expect(leaksOf(new Error("x", { cause: { keys } }))).toEqual([keys.applicationSecret, keys.consumerKey]);
  });

  it("of a new consumer key are not in the error about a cut answer", async () => {
    const error = await failWith(() => new Response('{"validationUrl":"u","consumerKey":"brandNewKey'));
    for (const text of sinks(error)) expect(text).not.toContain("brandNewKey");
    expect(inspect(error)).toContain("validationUrl");
  });

  it("are not shown to middleware", async () => {
    const seen: unknown[] = [];
    const watch: Middleware = {
      onRequest: (context) => void seen.push(context, [...context.request.headers]),
      onResponse: (context) => void seen.push(context, [...context.request.headers]),
      onError: (context) => void seen.push(context, [...context.request.headers]),
    };
    await failWith(
      () => new Response("", { status: 500 }),
      (ovh) => ovh.use(watch),
    );
    await failWith(
      () => Promise.reject(new Error("x")),
      (ovh) => ovh.use(watch),
    );
    expect(seen).toHaveLength(8);
    expect(leaksOf(seen)).toEqual([]);
  });
});
