import { endpoints } from "@ovh-typed/core";
import { describe, expect, test } from "vitest";
import { bundle } from "../src/bundle.js";

/** As a program of three lines that a web application ships. */
function getMe(module: string): string {
  return `import { createClient } from "${module}";
const { data } = await createClient({ baseUrl: "/ovh" }).GET("/me");
console.log(data?.firstname);`;
}

describe("a bundle of GET /me, every chunk counted", () => {
  test.each(Object.keys(endpoints))(
    "with %s has at most 64 KB, 24 KB gzipped, and no table that nobody asked for",
    async (endpoint) => {
      for (const module of [`@ovh-typed/${endpoint}`, `@ovh-typed/${endpoint}/me`]) {
        const { minified, gzip, inputs } = await bundle(getMe(module));
        expect(minified).toBeLessThanOrEqual(64_000);
        expect(gzip).toBeLessThanOrEqual(24_000);
        expect(inputs.filter((file) => /generated\/(?:iam|enums|openapi)/.test(file))).toEqual([]);
      }
    },
  );

  test("is smaller than ovh's, whose calls are untyped; openapi-fetch alone, which signs nothing, is smaller", async () => {
    const ours = await bundle(getMe("@ovh-typed/ovh-eu"));
    const ovh = await bundle(
      `import ovh from "ovh"; ovh({ endpoint: "ovh-eu" }).request("GET", "/me", console.log);`,
      "node",
    );
    const engine = await bundle(`import createClient from "openapi-fetch"; createClient().GET("/me");`);
    expect(ours.gzip).toBeLessThan(ovh.gzip);
    expect(engine.gzip).toBeLessThan(ours.gzip);
  });

  test("has the tables that it does ask for", async () => {
    const { inputs } = await bundle(`import { iam } from "@ovh-typed/ovh-eu/iam"; console.log(iam.endpoint);`);
    expect(inputs.filter((file) => /generated\/iam\/.*\.json$/.test(file)).length).toBeGreaterThan(50);
  });
});
