import { endpoints } from "@ovh-typed/core";
import { describe, expect, test } from "vitest";
import { bundle } from "../src/bundle.js";

/** As a program of three lines that a web application ships. */
function getMe(module: string): string {
  return `import { createClient } from "${module}";
const { data } = await createClient({ baseUrl: "/ovh" }).GET("/me");
console.log(data?.firstname);`;
}

describe("a bundle of GET /me", () => {
  // Of 59.6 and 23.4 KB in one file before there were lists, waiting and limits, which nothing loads that does not use them.
  test.each(Object.keys(endpoints))(
    "with %s loads at most 41 KB at once, 21 KB gzipped, has at most 90 and 37 in all, and no table that nobody asked for",
    async (endpoint) => {
      for (const module of [`@ovh-typed/${endpoint}`, `@ovh-typed/${endpoint}/me`]) {
        const { atOnce, whole, inputs } = await bundle(getMe(module));
        expect(atOnce.minified).toBeLessThanOrEqual(41_000);
        expect(atOnce.gzip).toBeLessThanOrEqual(21_000);
        expect(whole.minified).toBeLessThanOrEqual(90_000);
        expect(whole.gzip).toBeLessThanOrEqual(37_000);
        expect(inputs.filter((file) => /generated\/(?:iam|enums|openapi|wait)/.test(file))).toEqual([]);
      }
    },
  );

  test("loads less than ovh's, whose calls are untyped; openapi-fetch alone, which signs nothing, is smaller", async () => {
    const ours = await bundle(getMe("@ovh-typed/ovh-eu"));
    const ovh = await bundle(
      `import ovh from "ovh"; ovh({ endpoint: "ovh-eu" }).request("GET", "/me", console.log);`,
      "node",
    );
    const engine = await bundle(`import createClient from "openapi-fetch"; createClient().GET("/me");`);
    expect(ours.atOnce.gzip).toBeLessThan(ovh.atOnce.gzip);
    expect(engine.atOnce.gzip).toBeLessThan(ours.atOnce.gzip);
  });

  test("has the tables that it does ask for", async () => {
    const { inputs } = await bundle(`import { iam } from "@ovh-typed/ovh-eu/iam"; console.log(iam.endpoint);`);
    expect(inputs.filter((file) => /generated\/iam\/.*\.json$/.test(file)).length).toBeGreaterThan(50);
  });
});
