import { describe, expect, it } from "vitest";
import { OvhProtocolError, type PinnedClientOptions, sign, type UntypedOperations } from "../src/index.js";
import { buildClient } from "./support/build-client.js";
import { keys } from "./support/keys.js";
import { createFakePlatform } from "./support/platform.js";

const client = { clientId: "EU.0123456789abcdef", clientSecret: "canaryClientSecret0123456789" };
const authentications: readonly (readonly [string, PinnedClientOptions])[] = [
  ["a signature", keys],
  ["an OAuth2 client", client],
];

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** A network in which one host redirects everything, and every other answers. */
function networkThat(redirect: (url: URL) => Response | undefined, options: PinnedClientOptions) {
  const sent: Sent[] = [];
  const platform = createFakePlatform(async (url, { method, headers, body }) => {
    sent.push({ url, method, headers, body });
    if (url.includes("/oauth2/token"))
      return Response.json({ access_token: "canaryToken0123456789", expires_in: 3599 });
    const redirected = redirect(new URL(url));
    if (redirected !== undefined) return redirected;
    return url.endsWith("/auth/time") ? new Response("1700000000") : Response.json({ fine: true });
  });
  const ovh = buildClient<UntypedOperations>({ endpoint: "ovh-eu", ...options }, platform);
  const hosts = (path: string): string[] =>
    sent
      .map(({ url }) => new URL(url))
      .filter(({ pathname }) => pathname.endsWith(path))
      .map(({ host }) => host);
  return { ovh, platform, sent, hosts };
}

const movedTo = (status: number, location: string): Response =>
  new Response(null, { status, headers: { Location: location } });

/** As OVH's hosts will answer: the same path and query at the new one. */
const moved = (status: number, from: string, to: string) => (url: URL) =>
  url.host === from ? movedTo(status, `https://${to}${url.pathname}${url.search}`) : undefined;

const [released, next] = ["eu.api.ovh.com", "api.eu.ovhcloud.com"] as const;

describe("an endpoint that has moved to its other host", () => {
  describe.each([301, 302, 307, 308])("and says so by %i", (status) => {
    it.each(authentications)("is followed there once, whatever the method, with %s", async (_title, options) => {
      for (const method of ["GET", "POST", "PUT", "DELETE"] as const) {
        const { ovh, hosts, sent } = networkThat(moved(status, released, next), options);
        const body = method === "POST" || method === "PUT" ? { body: { a: 1 } } : {};
        const { data, error } = await ovh[method]("/thing/{id}", {
          params: { path: { id: "a/b" }, query: { c: "d e" } },
          ...body,
        });
        expect([data, error]).toEqual([{ fine: true }, undefined]);
        expect(hosts("/thing/a%2Fb")).toEqual([released, next]);
        const last = sent.at(-1)!;
        expect(last).toMatchObject({
          method,
          url: `https://${next}/1.0/thing/a%2Fb?c=d%20e`,
          ...("body" in body && { body: '{"a":1}' }),
        });
      }
    });
  });

  it("is signed for, asked for the time at, and stayed with", async () => {
    const { ovh, sent, hosts, platform } = networkThat(moved(301, released, next), keys);
    await ovh.GET("/me");
    await ovh.GET("/v2/iam/policy");
    await ovh.withConsumerKey(keys.consumerKey).GET("/me");
    expect(hosts("/auth/time")).toEqual([released, next]);
    expect(hosts("/me")).toEqual([released, next, next]);
    expect(sent.map(({ url }) => url)).toContain(`https://${next}/v2/iam/policy`);
    const { url, headers } = sent.find(({ url }) => url === `https://${next}/1.0/me`)!;
    const { applicationSecret, consumerKey } = keys;
    const signed = {
      applicationSecret,
      consumerKey,
      method: "GET",
      url,
      body: "",
      timestamp: Number(headers["x-ovh-timestamp"]),
    };
    expect(headers["x-ovh-signature"]).toBe(await sign(signed));
    expect((await ovh.auth.explain("GET", "/me")).url).toBe(`https://${next}/1.0/me`);
    expect(platform.warnings).toEqual([]);
  });

  it("may move back, but no call is sent around in circles", async () => {
    const both = (url: URL): Response => movedTo(301, `https://${url.host === next ? released : next}${url.pathname}`);
    const { ovh, hosts } = networkThat(both, client);
    await expect(ovh.GET("/me")).rejects.toBeInstanceOf(OvhProtocolError);
    expect(hosts("/me")).toEqual([released, next]);
    const back = networkThat(moved(301, next, released), { ...client, hosts: "2026" });
    expect((await back.ovh.GET("/me")).data).toEqual({ fine: true });
    expect(back.hosts("/me")).toEqual([next, released]);
  });

  it("is not left behind a signedUrl or a base URL of the program's own", async () => {
    const proxied = networkThat(moved(301, released, next), { ...client, signedUrl: "https://example.com/1.0" });
    await expect(proxied.ovh.GET("/me")).rejects.toBeInstanceOf(OvhProtocolError);
    const own = networkThat(moved(301, "ovh.example", next), { ...client, baseUrl: "https://ovh.example/1.0" });
    await expect(own.ovh.GET("/me")).rejects.toBeInstanceOf(OvhProtocolError);
    expect([...proxied.hosts("/me"), ...own.hosts("/me")]).toEqual([released, "ovh.example"]);
  });
});

const targets: readonly (readonly [string, (url: URL) => string])[] = [
  ["the same host, another path", () => "/1.0/elsewhere"],
  ["another host, the same path", ({ pathname }) => `https://evil.example${pathname}`],
  ["the other host, another path", () => `https://${next}/1.0/elsewhere`],
  ["the other host by http", ({ pathname }) => `http://${next}${pathname}`],
  ["the other host, another port", ({ pathname }) => `https://${next}:8443${pathname}`],
  ["a host behind the other's name", ({ pathname }) => `https://${next}@evil.example${pathname}`],
  ["a host that begins like the other", ({ pathname }) => `https://${next}.evil.example${pathname}`],
  ["another endpoint's host", ({ pathname }) => `https://api.ca.ovhcloud.com${pathname}`],
  ["no scheme", ({ pathname }) => `//evil.example${pathname}`],
  ["the other host, a query more", ({ pathname }) => `https://${next}${pathname}?x=1`],
  ["nowhere", () => ""],
];

describe("a redirect to anywhere else", () => {
  describe.each([301, 302, 303, 307, 308])("by %i", (status) => {
    describe.each(targets)("to %s", (_title, target) => {
      it.each(authentications)("takes nothing along of %s", async (_kind, options) => {
        const { ovh, sent } = networkThat((url) => movedTo(status, target(url)), options);
        for (const method of ["GET", "POST"] as const) {
          await expect(ovh[method]("/me")).rejects.toMatchObject({
            name: "OvhProtocolError",
            status,
            maybeApplied: false,
          });
        }
        const hosts = new Set(sent.map(({ url }) => new URL(url).host));
        expect([...hosts].sort()).toEqual(options === keys ? [released] : [released, "www.ovh.com"]);
        expect(sent.filter(({ url }) => url.endsWith("/me"))).toHaveLength(2);
      });
    });
  });

  it("by 303 does not even count where it leads to the other host", async () => {
    const { ovh, sent } = networkThat(moved(303, released, next), client);
    await expect(ovh.POST("/me")).rejects.toMatchObject({ name: "OvhProtocolError", status: 303 });
    expect(sent.map(({ url }) => new URL(url).host)).toEqual(["www.ovh.com", released]);
  });

  it("of the request for a token takes no secret along", async () => {
    const sent: string[] = [];
    const platform = createFakePlatform(async (url) => {
      sent.push(url);
      return movedTo(308, "https://auth.eu.ovhcloud.com/oauth2/token");
    });
    const ovh = buildClient<UntypedOperations>({ endpoint: "ovh-eu", ...client }, platform);
    await expect(ovh.GET("/me")).rejects.toMatchObject({ name: "OvhProtocolError", sent: false });
    expect(sent).toEqual(["https://www.ovh.com/auth/oauth2/token"]);
  });
});
