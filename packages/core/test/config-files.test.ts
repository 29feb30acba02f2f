import { describe, expect, it, vi } from "vitest";
import { describeCredentials } from "../src/auth/node.js";
import { createClient, type PinnedClientOptions } from "../src/node.js";
import { enterHome, type Home } from "./support/home.js";

const application = (name: string): string => `application_key=${name}Key\napplication_secret=${name}Secret\n`;
const whole = (name: string): string => `${application(name)}consumer_key=${name}Consumer\n`;

/** Where each value comes from, as `field source`. */
function sources(home: Home, options: PinnedClientOptions = { endpoint: "ovh-eu" }): string[] {
  return describeCredentials(options).fields.map(({ field, source }) => `${field}: ${home.plain(source)}`);
}

/** The keys that a client sends with GET /me. */
async function sentBy(options: PinnedClientOptions = { endpoint: "ovh-eu" }): Promise<(string | null)[]> {
  let sent: (string | null)[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    sent = [new URL(url).host, headers.get("x-ovh-application"), headers.get("x-ovh-consumer")];
    return new Response("1700000000");
  };
  await createClient({ ...options, fetch }).GET("/me");
  return sent;
}

describe("configuration files", () => {
  it("are merged key by key, the working directory's over the user's", async () => {
    const home = enterHome();
    home.write("./ovh.conf", "[default]\nendpoint=ovh-ca\n[ovh-ca]\napplication_key=workKey\n");
    home.write("~/.ovh.conf", `[default]\nendpoint=ovh-us\n[ovh-ca]\n${whole("home")}`);
    expect(sources(home, {})).toEqual([
      "applicationKey: application_key of [ovh-ca] in ./ovh.conf",
      "applicationSecret: application_secret of [ovh-ca] in ~/.ovh.conf",
      "consumerKey: consumer_key of [ovh-ca] in ~/.ovh.conf",
    ]);
    expect(await sentBy({})).toEqual(["ca.api.ovh.com", "workKey", "homeConsumer"]);
    const { endpoint, endpointSource } = describeCredentials();
    expect([endpoint, home.plain(endpointSource)]).toEqual(["ovh-ca", "endpoint of [default] in ./ovh.conf"]);
  });

  it("leave the default endpoint to others where they name one", () => {
    const home = enterHome();
    expect(() => describeCredentials()).toThrow(/^No endpoint was given/);
    const defaultEndpoint = "ovh-eu";
    expect(describeCredentials({ defaultEndpoint })).toMatchObject({
      endpoint: "ovh-eu",
      endpointSource: "defaultEndpoint",
    });
    expect(describeCredentials({ defaultEndpoint, endpoint: "ovh-us" })).toMatchObject({ endpoint: "ovh-us" });
    home.write("./ovh.conf", "[default]\nendpoint=ovh-ca\n");
    expect(describeCredentials({ defaultEndpoint })).toMatchObject({ endpoint: "ovh-ca" });
  });

  it("are read of the package's own endpoint, whatever [default] says", async () => {
    const home = enterHome({ OVH_ENDPOINT: "ovh-us" });
    home.write("./ovh.conf", `[default]\nendpoint=ovh-ca\n[ovh-ca]\n${whole("ca")}[ovh-eu]\n${whole("eu")}`);
    expect(await sentBy({ endpoint: "ovh-eu" })).toEqual(["eu.api.ovh.com", "euKey", "euConsumer"]);
  });

  it.each([
    ["the endpoint's name", "kimsufi-eu", {}],
    ["its alias", "ks-eu", {}],
    ["its base URL", "https://eu.api.kimsufi.com/1.0", {}],
    ["its base URL with a slash", "https://eu.api.kimsufi.com/1.0/", {}],
    ["a base URL of one's own", "https://proxy.example/1.0", { baseUrl: "https://proxy.example/1.0" }],
  ])("have sections by %s", async (_title, section, options) => {
    enterHome().write("./ovh.conf", `[${section}]\n${whole("ks")}`);
    expect((await sentBy({ endpoint: "ks-eu", ...options })).slice(1)).toEqual(["ksKey", "ksConsumer"]);
  });

  it("have the base URL's section before the name's", async () => {
    enterHome().write("./ovh.conf", `[ovh-eu]\n${whole("name")}[https://eu.api.ovh.com/1.0]\n${whole("url")}`);
    expect((await sentBy())[1]).toBe("urlKey");
  });

  it("come last: neither arguments nor environment are completed from them", async () => {
    const home = enterHome({ OVH_APPLICATION_KEY: "envKey", OVH_APPLICATION_SECRET: "envSecret" });
    home.write("./ovh.conf", `[ovh-eu]\n${whole("work")}`);
    expect(sources(home)).toEqual(["applicationKey: OVH_APPLICATION_KEY", "applicationSecret: OVH_APPLICATION_SECRET"]);
    expect(await sentBy({ endpoint: "ovh-eu", consumerKey: "argConsumer" })).toEqual([
      "eu.api.ovh.com",
      "envKey",
      "argConsumer",
    ]);
  });

  it("complete a consumer key given as an argument", async () => {
    enterHome().write("~/.ovh.conf", `[ovh-eu]\n${whole("home")}`);
    expect((await sentBy({ endpoint: "ovh-eu", consumerKey: "argConsumer" })).slice(1)).toEqual([
      "homeKey",
      "argConsumer",
    ]);
  });

  it("do not matter where a higher place names another kind", () => {
    const home = enterHome({ OVH_CLIENT_ID: "id", OVH_CLIENT_SECRET: "secret" });
    home.write("./ovh.conf", `[ovh-eu]\n${whole("work")}`);
    expect(describeCredentials({ endpoint: "ovh-eu" }).kind).toBe("oauth2");
    home.write("~/.ovh.conf", "[ovh-eu]\naccess_token=t\n");
    expect(describeCredentials({ endpoint: "ovh-eu", accessToken: "x" }).fields).toEqual([
      { field: "accessToken", source: "accessToken", value: "[1 characters]" },
    ]);
  });

  it("are not even looked at where nothing is open", async () => {
    const home = enterHome();
    home.write("./ovh.conf", { is: "directory" });
    const keys = { applicationKey: "k", applicationSecret: "s", consumerKey: "c" };
    expect((await sentBy({ endpoint: "ovh-eu", ...keys }))[1]).toBe("k");
  });

  it("can be one that the program chose, in place of all others", () => {
    const home = enterHome();
    home.write("./ovh.conf", `[ovh-eu]\n${whole("work")}`);
    home.write("./mine.conf", `[ovh-eu]\n${application("mine")}`);
    expect(sources(home, { endpoint: "ovh-eu", configFile: "mine.conf" })).toEqual([
      "applicationKey: application_key of [ovh-eu] in ./mine.conf",
      "applicationSecret: application_secret of [ovh-eu] in ./mine.conf",
    ]);
  });

  it.each([
    ["a byte order mark", `\ufeff[ovh-eu]\n${whole("x")}`],
    ["CRLF", `[ovh-eu]\n${whole("x")}`.replaceAll("\n", "\r\n")],
    ["comments and empty lines", `; one\n\n# two\n[ovh-eu]\n${whole("x")}`],
    ["white space around names and values", `[ovh-eu]\n${whole("x").replaceAll("=", " =\t")}`],
    ["quotes", `[ovh-eu]\napplication_key="xKey"\napplication_secret='xSecret'\nconsumer_key=xConsumer`],
    ["a section __proto__ and a key __proto__", `[__proto__]\nendpoint=x\n[ovh-eu]\n__proto__=x\n${whole("x")}`],
    ["keys of others", `[other]\na=1\n[ovh-eu]\nunknown=1\n${whole("x")}`],
  ])("may have %s", async (_title, text) => {
    enterHome().write("./ovh.conf", text);
    expect(await sentBy()).toEqual(["eu.api.ovh.com", "xKey", "xConsumer"]);
    expect(Reflect.get({}, "endpoint")).toBeUndefined();
  });

  it("count a blank value as unset", () => {
    enterHome().write("./ovh.conf", `[ovh-eu]\n${application("x")}consumer_key=\nclient_id= \n`);
    expect(describeCredentials({ endpoint: "ovh-eu" }).fields).toHaveLength(2);
  });

  it.each([
    [0o602, "changed"],
    [0o666, "read and changed"],
  ])("of mode %o are warned of: everyone can have them %s", (mode, what) => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const home = enterHome();
    home.write("./ovh.conf", `[ovh-eu]\n${whole("x")}`, mode);
    createClient({ endpoint: "ovh-eu" });
    expect(warn.mock.calls.map(([text]) => home.plain(String(text)))).toEqual([
      `ovh-typed: ./ovh.conf can be ${what} by every user of this computer; run chmod 600 ./ovh.conf.`,
    ]);
  });

  it("that everyone can read are warned of, once", () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const home = enterHome();
    home.write("./ovh.conf", `[ovh-eu]\n${whole("x")}`, 0o644);
    createClient({ endpoint: "ovh-eu" });
    createClient({ endpoint: "ovh-eu" });
    expect(warn.mock.calls.map(([text]) => home.plain(String(text)))).toEqual([
      "ovh-typed: ./ovh.conf can be read by every user of this computer; run chmod 600 ./ovh.conf.",
    ]);
  });
});

describe("describeCredentials", () => {
  it("shows no secret", () => {
    const home = enterHome({ OVH_CONSUMER_KEY: "hunter3" });
    home.write("./ovh.conf", "[ovh-eu]\napplication_key=key\napplication_secret=hunter2\n");
    const description = describeCredentials({ endpoint: "ovh-eu" });
    expect(JSON.stringify(description)).not.toContain("hunter");
    expect(description.fields.map(({ value }) => value)).toEqual(["key", "[7 characters]", "[7 characters]"]);
  });

  it("fails as createClient does, and says when there is nothing", () => {
    enterHome();
    expect(() => describeCredentials()).toThrow("No endpoint was given");
    expect(describeCredentials({ endpoint: "ovh-eu" })).toEqual({
      endpoint: "ovh-eu",
      endpointSource: "endpoint",
      kind: undefined,
      fields: [],
    });
  });
});

describe("a consumer key of a lower place", () => {
  it("counts where its place names the same application", async () => {
    const home = enterHome({ OVH_APPLICATION_KEY: "homeKey", OVH_APPLICATION_SECRET: "homeSecret" });
    home.write("~/.ovh.conf", `[ovh-eu]\n${whole("home")}`);
    expect(await sentBy()).toEqual(["eu.api.ovh.com", "homeKey", "homeConsumer"]);
    expect(sources(home)).toEqual([
      "applicationKey: OVH_APPLICATION_KEY",
      "applicationSecret: OVH_APPLICATION_SECRET",
      "consumerKey: consumer_key of [ovh-eu] in ~/.ovh.conf",
    ]);
    const given = { endpoint: "ovh-eu", applicationKey: "argKey", applicationSecret: "argSecret" } as const;
    home.write("./ovh.conf", "[ovh-eu]\napplication_key=argKey\nconsumer_key=workConsumer\n");
    expect(await sentBy(given)).toEqual(["eu.api.ovh.com", "argKey", "workConsumer"]);
  });

  it("counts in the environment beside arguments of the same application", async () => {
    enterHome({ OVH_APPLICATION_KEY: "k", OVH_APPLICATION_SECRET: "old", OVH_CONSUMER_KEY: "envConsumer" });
    const given = { endpoint: "ovh-eu", applicationKey: "k", applicationSecret: "s" } as const;
    expect((await sentBy(given)).slice(1)).toEqual(["k", "envConsumer"]);
  });

  it("is named where its place names another application, or none", async () => {
    const home = enterHome({ OVH_APPLICATION_KEY: "envKey", OVH_APPLICATION_SECRET: "envSecret" });
    home.write("~/.ovh.conf", `[ovh-eu]\n${whole("home")}`);
    await expect(sentBy()).rejects.toThrow(
      /lacks a consumer key: .*\. Left out: consumer_key of \[ovh-eu\] in .*\.ovh\.conf, which is of another application than OVH_APPLICATION_KEY\.$/,
    );
    expect(sources(home)).toHaveLength(2);
    home.write("~/.ovh.conf", "[ovh-eu]\nconsumer_key=alone\n");
    await expect(sentBy()).rejects.toThrow("Left out: consumer_key of [ovh-eu]");
  });
});
