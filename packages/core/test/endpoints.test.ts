import { describe, expect, it } from "vitest";
import { createClient, endpoints, OvhConfigError, resolveEndpoint, type EndpointName } from "../src/index.js";
import { captureClient } from "./support/capture.js";

// name, base URL, OAuth2 token URL, v1 and v2, aliases: what OVH's documentation and SDKs say.
const table: readonly [EndpointName, string, string | undefined, boolean, string[]][] = [
  ["ovh-eu", "https://eu.api.ovh.com/1.0", "https://www.ovh.com/auth/oauth2/token", true, []],
  ["ovh-ca", "https://ca.api.ovh.com/1.0", "https://ca.ovh.com/auth/oauth2/token", true, []],
  ["ovh-us", "https://api.us.ovhcloud.com/1.0", "https://us.ovhcloud.com/auth/oauth2/token", true, []],
  ["soyoustart-eu", "https://eu.api.soyoustart.com/1.0", undefined, false, ["sys-eu"]],
  ["soyoustart-ca", "https://ca.api.soyoustart.com/1.0", undefined, false, ["sys-ca"]],
  ["kimsufi-eu", "https://eu.api.kimsufi.com/1.0", undefined, false, ["ks-eu"]],
  ["kimsufi-ca", "https://ca.api.kimsufi.com/1.0", undefined, false, ["ks-ca"]],
  ["runabove-ca", "https://api.runabove.com/1.0", undefined, false, []],
];

describe("endpoints", () => {
  it("lists OVH's endpoints and no other", () => {
    expect(Object.keys(endpoints).sort()).toEqual(table.map(([name]) => name).sort());
  });

  it.each(table)("%s", (name, baseUrl, tokenUrl, v2, aliases) => {
    const endpoint = endpoints[name];
    const { origin } = new URL(baseUrl);
    expect(endpoint).toMatchObject({ name, aliases, v2, oauth2: tokenUrl !== undefined, clockPath: "/auth/time" });
    expect(endpoint.hosts.released).toEqual({
      baseUrl,
      tokenUrl,
      createApp: `${origin}/createApp/`,
      createToken: name === "runabove-ca" ? undefined : `${origin}/createToken/`,
      console: `${origin}/console/`,
      documentation: `${origin}/`,
    });
    for (const known of [name, ...aliases]) expect(resolveEndpoint(known)).toBe(endpoint);
  });

  it.each(["eu", "ca"] as const)("knows the hosts that ovh-%s moves to in 2026", (region) => {
    expect(endpoints[`ovh-${region}`].hosts["2026"]).toEqual({
      baseUrl: `https://api.${region}.ovhcloud.com/1.0`,
      tokenUrl: `https://auth.${region}.ovhcloud.com/oauth2/token`,
      createApp: `https://auth.${region}.ovhcloud.com/api/createApp`,
      createToken: `https://auth.${region}.ovhcloud.com/api/createToken`,
      console: `https://api.${region}.ovhcloud.com/console/`,
      documentation: `https://api.${region}.ovhcloud.com/`,
    });
  });

  it("says which are closed, and what RunAbove lacks", () => {
    const status = Object.values(endpoints).map(({ name, status }) => `${name} ${status}`);
    expect(status).toEqual([
      "ovh-eu open",
      "ovh-ca open",
      "ovh-us open",
      "soyoustart-eu closed",
      "soyoustart-ca closed",
      "kimsufi-eu closed",
      "kimsufi-ca closed",
      "runabove-ca retired",
    ]);
    expect(endpoints["runabove-ca"]).toMatchObject({ currentCredential: false, credentialList: false });
    expect(endpoints["kimsufi-ca"]).toMatchObject({ currentCredential: true, credentialList: true });
  });

  it.each(["ovh", "OVH-EU", "", "__proto__", "constructor", "https://eu.api.ovh.com/1.0"])(
    "refuses the unknown name %j and lists the known ones",
    (name) => {
      expect(() => resolveEndpoint(name)).toThrow(OvhConfigError);
      for (const [known, , , , aliases] of table) {
        for (const listed of [known, ...aliases]) expect(() => resolveEndpoint(name)).toThrow(listed);
      }
    },
  );

  it("sends to the hosts that were chosen, and has no default endpoint", async () => {
    const { ovh, sent } = captureClient({ hosts: "2026" });
    await ovh.GET("/me");
    expect(sent[0]?.url).toBe("https://api.eu.ovhcloud.com/1.0/me");
    expect(() => createClient({ endpoint: "ovh-us", hosts: "2026" })).toThrow(/ovh-us has no hosts called "2026"/);
    expect(() => createClient()).toThrow(/No endpoint was given/);
  });
});
