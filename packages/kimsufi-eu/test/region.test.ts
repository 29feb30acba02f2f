import { createClient, pin } from "@ovh-typed/kimsufi-eu";
import { createClient as createMeClient } from "@ovh-typed/kimsufi-eu/me";
import manifest from "@ovh-typed/kimsufi-eu/pin.json" with { type: "json" };
import { describe, expect, test } from "vitest";

describe("the package of kimsufi-eu", () => {
  test("says which schemas it was made from", () => {
    expect(pin.endpoint).toBe("kimsufi-eu");
    expect(pin.versions.v1.operations).toBe(manifest.versions.v1.operations);
    expect(Object.keys(manifest.versions.v1.apis)).toHaveLength(pin.versions.v1.apis);
  });

  test("calls its own endpoint, whole or one API of it", async () => {
    for (const create of [createClient, createMeClient]) {
      const urls: string[] = [];
      const ovh = create({
        fetch: (url) => {
          urls.push(url);
          return Promise.resolve(new Response("1700000000", { headers: { "content-type": "application/json" } }));
        },
      });
      const { data } = await ovh.request("GET", "/auth/time");
      expect(data).toBe(1_700_000_000);
      expect(urls).toEqual(["https://eu.api.kimsufi.com/1.0/auth/time"]);
    }
  });
});
