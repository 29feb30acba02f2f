import { endpoints, unwrap } from "@ovh-typed/core";
import { createClient } from "@ovh-typed/ovh-eu";
import { createSandbox } from "@ovh-typed/sandbox";
import { describe, expect, onTestFinished, test } from "vitest";
import { allowOnPage } from "../src/allow-on-page.js";
import { waitForValidation } from "../src/wait-for-validation.js";

/** A client with a consumer key that nobody has allowed yet. */
async function pendingClient(endpoint: "ovh-eu" | "runabove-ca") {
  const sandbox = await createSandbox({ endpoint });
  onTestFinished(() => sandbox.close());
  const { applicationKey, applicationSecret } = sandbox.credentials;
  const client = { baseUrl: sandbox.baseUrl, applicationKey, applicationSecret };
  const { consumerKey, validationUrl } = await unwrap(
    createClient(client).POST("/auth/credential", { body: { accessRules: [{ method: "GET", path: "/me" }] } }),
  );
  return { ovh: createClient({ ...client, consumerKey }), validationUrl };
}

describe("waiting for a person", () => {
  test.for(["ovh-eu", "runabove-ca"] as const)("ends when the key of %s is allowed", async (endpoint) => {
    const { ovh, validationUrl } = await pendingClient(endpoint);
    const pauses: number[] = [];
    await waitForValidation(ovh, endpoints[endpoint], async (pause) => {
      pauses.push(pause);
      if (pauses.length === 3) await allowOnPage(validationUrl);
    });
    expect(pauses).toEqual([1_000, 1_500, 2_250]);
  });

  test("ends after ten minutes", async () => {
    const { ovh } = await pendingClient("ovh-eu");
    const pauses: number[] = [];
    const waiting = waitForValidation(ovh, endpoints["ovh-eu"], async (pause) => pauses.push(pause));
    await expect(waiting).rejects.toThrow(/not allowed within 10 minutes\. OVH's last word: .*INVALID_CREDENTIAL/);
    const waited = pauses.reduce((sum, pause) => sum + pause, 0);
    expect(waited).toBeGreaterThan(570_000);
    expect(waited).toBeLessThanOrEqual(600_000);
    expect(Math.max(...pauses)).toBe(15_000);
  });
});
