import { describe, expect, it } from "vitest";
import { createClient, OvhConfigError, type PinnedClientOptions } from "../src/index.js";
import { captureClient, serverTime } from "./support/capture.js";
import { keys } from "./support/keys.js";

/** The consumer key of each request that was signed. */
function keysOf(sent: readonly { readonly headers: Record<string, string> }[]): (string | undefined)[] {
  return sent.map(({ headers }) => headers["x-ovh-consumer"]);
}

describe("a client per customer", () => {
  it("signs with its own key, and shares the clock", async () => {
    const { ovh, sent, timeRequests } = captureClient();
    const [ada, grace] = [ovh.withConsumerKey("keyOfAda"), ovh.withConsumerKey("keyOfGrace")];
    await Promise.all([ada.GET("/me"), grace.GET("/me"), ovh.GET("/me"), ada.unwrapped.GET("/me")]);
    expect(keysOf(sent).sort()).toEqual([keys.consumerKey, "keyOfAda", "keyOfAda", "keyOfGrace"].sort());
    expect(timeRequests).toHaveLength(1);
  });

  it("requests a key that no other client takes on, also while their calls are under way", async () => {
    let requested = 0;
    const { ovh, sent } = captureClient({ consumerKey: undefined }, ({ url }) =>
      url.endsWith("/auth/credential")
        ? Response.json({
            consumerKey: `key${++requested}`,
            validationUrl: "https://x.example/",
            state: "pendingValidation",
          })
        : new Response("null"),
    );
    const [ada, grace] = [ovh.withConsumerKey(), ovh.withConsumerKey()];
    const accessRules = [{ method: "GET", path: "/me" }] as const;
    const answers = await Promise.all([ada, grace].map(({ auth }) => auth.requestConsumerKey({ accessRules })));
    expect(answers.map(({ consumerKey }) => consumerKey)).toEqual(["key1", "key2"]);
    sent.length = 0;
    await ada.GET("/me");
    await grace.GET("/me");
    expect(keysOf(sent)).toEqual(["key1", "key2"]);
    await expect(ovh.GET("/me")).rejects.toThrow(OvhConfigError);
  });

  it("has the middleware that was there, and goes its own way from then on", async () => {
    const { ovh, sent } = captureClient();
    const tag = (name: string) => ({
      onRequest: ({ request }: { request: Request }) => void request.headers.append("x-tag", name),
    });
    ovh.use(tag("all"));
    const ada = ovh.withConsumerKey("keyOfAda");
    ada.use(tag("ada"));
    ovh.use(tag("ovh"));
    await ada.GET("/me");
    await ovh.GET("/me");
    expect(sent.map(({ headers }) => headers["x-tag"])).toEqual(["all, ada", "all, ovh"]);
  });

  it.each<[string, PinnedClientOptions, string | undefined, string]>([
    [
      "a client without an application",
      { applicationKey: undefined, applicationSecret: undefined, consumerKey: undefined },
      "key",
      "consumerKey is given without applicationKey and applicationSecret",
    ],
    ["a blank key", {}, " ", "consumerKey was given and is blank"],
    ["a key that no header can hold", {}, "a\nb", "consumerKey has white space or other characters"],
  ])("is refused: %s", (_what, options, key, message) => {
    const { ovh } = captureClient(options);
    expect(() => ovh.withConsumerKey(key)).toThrow(message);
  });
});

describe("clients of one base URL", () => {
  it("that send by the same function ask for the time once, others ask for their own", async () => {
    const asked: string[] = [];
    const fetch = async (url: string): Promise<Response> => {
      if (url.endsWith("/auth/time")) asked.push(url);
      return new Response(url.endsWith("/auth/time") ? String(serverTime) : "null");
    };
    const client = (options: PinnedClientOptions = {}) =>
      createClient({ endpoint: "ovh-eu", ...keys, fetch, ...options });
    await Promise.all([client().GET("/me"), client().GET("/me"), client({ consumerKey: "other" }).GET("/me")]);
    expect(asked).toHaveLength(1);
    await client({ endpoint: "ovh-ca" }).GET("/me");
    await client({ baseUrl: "https://proxy.example/1.0" }).GET("/me");
    await client({ fetch: async (url) => fetch(url) }).GET("/me");
    expect(asked).toHaveLength(4);
  });
});
