import { describe, expect, it } from "vitest";
import * as main from "../src/index.js";
import * as node from "../src/node.js";
import { enterHome } from "./support/home.js";

type Environment = Record<string, string>;

/** What a client sends with GET /me, signed over a fixed time; or the error of making or calling it. */
async function use(
  options: main.ClientOptions,
  environment: Environment = {},
  createClient: typeof main.createClient = node.createClient,
): Promise<{ url: string; application: string | null; consumer: string | null; signature: string | null }> {
  enterHome(environment);
  let request: { url: string; headers: Headers } | undefined;
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (url.endsWith("/auth/time")) return new Response("1700000000");
    request = { url, headers: new Headers(init.headers) };
    return new Response("null");
  };
  await createClient({ ...options, fetch }).GET("/me");
  return {
    url: request?.url ?? "",
    application: request?.headers.get("x-ovh-application") ?? null,
    consumer: request?.headers.get("x-ovh-consumer") ?? null,
    signature: request?.headers.get("x-ovh-signature") ?? null,
  };
}

const environment: Environment = {
  OVH_ENDPOINT: "ovh-ca",
  OVH_APPLICATION_KEY: "envKey",
  OVH_APPLICATION_SECRET: "envSecret",
  OVH_CONSUMER_KEY: "envConsumer",
};

const given = { applicationKey: "argKey", applicationSecret: "argSecret", consumerKey: "argConsumer" };

function signatureBy(applicationSecret: string, consumerKey: string, url: string): Promise<string> {
  return main.sign({ applicationSecret, consumerKey, method: "GET", url, body: "", timestamp: 1_700_000_000 });
}

describe("credentials in Node", () => {
  it.each([
    ["everything from the environment", {}, environment, "ovh-ca", "envKey", "envSecret", "envConsumer"],
    [
      "older names",
      {},
      { OVH_END_POINT: "ks-eu", OVH_API_KEY: "k", OVH_SECRET_KEY: "s", OVH_CONSUMER_KEY: "c" },
      "kimsufi-eu",
      "k",
      "s",
      "c",
    ],
    [
      "newer names first",
      {},
      { ...environment, OVH_END_POINT: "ovh-us", OVH_API_KEY: "k", OVH_SECRET_KEY: "s" },
      "ovh-ca",
      "envKey",
      "envSecret",
      "envConsumer",
    ],
    [
      "older names where newer are blank",
      {},
      { ...environment, OVH_ENDPOINT: " ", OVH_END_POINT: "ovh-us" },
      "ovh-us",
      "envKey",
      "envSecret",
      "envConsumer",
    ],
    [
      "white space around values",
      {},
      { ...environment, OVH_APPLICATION_SECRET: " envSecret\n", OVH_CONSUMER_KEY: "envConsumer\r\n" },
      "ovh-ca",
      "envKey",
      "envSecret",
      "envConsumer",
    ],
    ["an endpoint as argument", { endpoint: "ovh-eu" }, environment, "ovh-eu", "envKey", "envSecret", "envConsumer"],
    ["all as arguments", { endpoint: "ovh-eu", ...given }, environment, "ovh-eu", "argKey", "argSecret", "argConsumer"],
    [
      "arguments with white space",
      {
        endpoint: "ovh-eu",
        applicationKey: " argKey ",
        applicationSecret: "argSecret\n",
        consumerKey: "\targConsumer",
      },
      {},
      "ovh-eu",
      "argKey",
      "argSecret",
      "argConsumer",
    ],
    [
      "a consumer key for the environment's application",
      { consumerKey: "argConsumer" },
      environment,
      "ovh-ca",
      "envKey",
      "envSecret",
      "argConsumer",
    ],
    [
      "arguments over half an environment",
      { endpoint: "ovh-eu", ...given },
      { OVH_APPLICATION_SECRET: "x" },
      "ovh-eu",
      "argKey",
      "argSecret",
      "argConsumer",
    ],
  ] as const)("%s", async (_title, options, variables, endpoint, key, secret, consumer) => {
    const sent = await use(options, variables);
    const url = `${main.endpoints[endpoint].hosts.released.baseUrl}/me`;
    expect(sent).toEqual({
      url,
      application: key,
      consumer,
      signature: await signatureBy(secret, consumer, url),
    });
  });

  it.each([
    ["no endpoint at all", {}, {}, "No endpoint was given"],
    ["an unknown endpoint", {}, { OVH_ENDPOINT: "ovh-fr" }, '"ovh-fr". Known endpoints: ovh-eu'],
    [
      "a key without its secret",
      { applicationKey: "hunter2" },
      {},
      "applicationKey is given without applicationSecret",
    ],
    [
      "a secret without its key",
      { applicationSecret: "hunter2" },
      {},
      "applicationSecret is given without applicationKey",
    ],
    [
      "a consumer key alone",
      { consumerKey: "hunter2" },
      {},
      "consumerKey is given without applicationKey and applicationSecret",
    ],
    [
      "a key whose secret is in the environment",
      { applicationKey: "hunter2" },
      environment,
      "applicationKey is given without applicationSecret",
    ],
    ["a blank argument", { ...given, consumerKey: " " }, environment, "consumerKey was given and is blank"],
    [
      "a key of the environment without its secret",
      {},
      { OVH_API_KEY: "hunter2" },
      "OVH_API_KEY is given without OVH_APPLICATION_SECRET",
    ],
    [
      "a consumer key of the environment alone",
      {},
      { OVH_CONSUMER_KEY: "hunter2" },
      "OVH_CONSUMER_KEY is given without OVH_APPLICATION_KEY and OVH_APPLICATION_SECRET",
    ],
    [
      "a blank secret of the environment",
      {},
      { ...environment, OVH_APPLICATION_SECRET: "" },
      "OVH_APPLICATION_KEY is given without OVH_APPLICATION_SECRET",
    ],
    [
      "an application without a consumer key, the environment's is another's",
      { applicationKey: "hunter2", applicationSecret: "hunter2" },
      environment,
      "lacks a consumer key",
    ],
    [
      "a key with a line end inside",
      { ...given, consumerKey: "hunter2\r\nhunter2" },
      {},
      "consumerKey has white space",
    ],
    [
      "a secret with a letter that no key has",
      {},
      { ...environment, OVH_APPLICATION_SECRET: "hunter2é" },
      "OVH_APPLICATION_SECRET has white space or other characters",
    ],
    ["nothing at all", {}, { OVH_ENDPOINT: "ovh-eu" }, "lacks credentials"],
  ] as const)("%s is an OvhConfigError that quotes no value", async (_title, options, variables, message) => {
    const endpoint = message.includes("endpoint") ? {} : ({ endpoint: "ovh-eu" } as const);
    const failure = await use({ ...endpoint, ...options }, variables).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(main.OvhConfigError);
    expect(String(failure)).toContain(message);
    expect(String(failure)).not.toMatch(/hunter2|env(?:Key|Secret|Consumer)|arg(?:Key|Secret|Consumer)/);
  });

  it.each<[string, main.ClientOptions, Environment, string]>([
    [
      "OVH_BASE_URL",
      {},
      { ...environment, OVH_BASE_URL: " https://proxy.example/ovh/1.0/ " },
      "https://proxy.example/ovh/1.0/me",
    ],
    [
      "a base URL on loopback",
      {},
      { ...environment, OVH_BASE_URL: "http://127.0.0.1:8080/1.0" },
      "http://127.0.0.1:8080/1.0/me",
    ],
    [
      "an OVH_ENDPOINT that is a URL, where the program names the endpoint",
      { endpoint: "ovh-eu" },
      { ...environment, OVH_ENDPOINT: "http://localhost:8080/1.0" },
      "http://localhost:8080/1.0/me",
    ],
    [
      "OVH_BASE_URL before it",
      { endpoint: "ovh-eu" },
      { ...environment, OVH_ENDPOINT: "https://one.example/1.0", OVH_BASE_URL: "https://two.example/1.0" },
      "https://two.example/1.0/me",
    ],
    [
      "the argument before both",
      { baseUrl: "https://three.example/1.0" },
      { ...environment, OVH_BASE_URL: "https://two.example/1.0" },
      "https://three.example/1.0/me",
    ],
  ])("go where %s says", async (_what, options, variables, url) => {
    const sent = await use(options, variables);
    expect(sent).toMatchObject({
      url,
      application: "envKey",
      signature: await signatureBy("envSecret", "envConsumer", url),
    });
  });

  it.each<[string, Environment, RegExp]>([
    [
      "a user in OVH_BASE_URL",
      { OVH_BASE_URL: "https://a:b@x.example/1.0" },
      /^OVH_BASE_URL has to be an absolute URL/,
    ],
    ["a query", { OVH_BASE_URL: "https://x.example/1.0?a=1" }, /^OVH_BASE_URL has to be/],
    ["http beyond loopback", { OVH_BASE_URL: "http://x.example/1.0" }, /^OVH_BASE_URL has to be/],
    ["http beyond loopback as an endpoint", { OVH_ENDPOINT: "http://x.example/1.0" }, /^OVH_ENDPOINT has to be/],
  ])("are not sent to %s", async (_what, variables, message) => {
    await expect(use({ endpoint: "ovh-eu" }, { ...environment, ...variables })).rejects.toThrow(message);
  });

  it("have no endpoint where OVH_ENDPOINT is a URL and nothing else names one", async () => {
    await expect(use({}, { ...environment, OVH_ENDPOINT: "https://x.example/1.0" })).rejects.toThrow(
      /No endpoint was given.*OVH_ENDPOINT says where requests go, not which endpoint they are for\./,
    );
  });

  it("are read when a client is made, not when the module is imported", async () => {
    expect((await use({}, environment)).application).toBe("envKey");
    expect((await use({}, { ...environment, OVH_APPLICATION_KEY: "other" })).application).toBe("other");
  });
});

describe("credentials elsewhere", () => {
  it("come from the arguments alone", async () => {
    await expect(use({ endpoint: "ovh-eu" }, environment, main.createClient)).rejects.toThrow("lacks credentials");
    await expect(use({}, environment, main.createClient)).rejects.toThrow("No endpoint was given");
    expect(await use({ endpoint: "ovh-eu", ...given }, environment, main.createClient)).toMatchObject({
      application: "argKey",
      consumer: "argConsumer",
    });
  });
});
