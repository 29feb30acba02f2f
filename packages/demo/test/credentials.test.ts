import { createClient } from "@ovh-typed/ovh-eu";
import { createSandbox } from "@ovh-typed/sandbox";
import { expect, onTestFinished, test } from "vitest";
import { validatedCredentials } from "../src/credentials.js";

/** How many requests the API is asked with for so many credentials. */
async function requestsFor(more: number, refused: number): Promise<{ credentials: number; requests: number }> {
  const sandbox = await createSandbox({ allowKeys: true });
  onTestFinished(() => sandbox.close());
  const ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials, retry: false });
  const accessRules = [{ method: "GET", path: "/me" }] as const;
  for (let key = 0; key < more; key++) await ovh.withConsumerKey().auth.requestConsumerKey({ accessRules });
  if (refused > 0) sandbox.faults.add({ kind: "status", status: 400, path: "/me/api/credential", count: refused });
  const before = sandbox.requests.length;
  const credentials = await validatedCredentials(ovh);
  for (const { credential, application } of credentials) {
    expect(credential.status).toBe("validated");
    expect(application.applicationId).toBe(credential.applicationId);
  }
  return { credentials: credentials.length, requests: sandbox.requests.length - before };
}

test.each([0, 60, 120])("the list of credentials takes few requests, with %i more than there are", async (more) => {
  const { credentials, requests } = await requestsFor(more, 0);
  expect(credentials).toBeGreaterThan(more);
  // OVH's time, the list, and the applications.
  expect(requests).toBe(2 + Math.ceil(credentials / 50));
});

test("and where it does not come in pages, and so by cursors, at most 2 + ⌈N/50⌉ × 2", async () => {
  const { credentials, requests } = await requestsFor(60, 1);
  expect(requests).toBeLessThanOrEqual(2 + Math.ceil(credentials / 50) * 2);
});
