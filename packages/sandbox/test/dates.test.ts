import { createClient } from "@ovh-typed/ovh-eu";
import { beforeAll, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../src/index.js";

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ endpoint: "ovh-eu" });
  return () => sandbox.close();
});

test("a Date passes for a date and for an instant: the client writes what each parameter asks for", async () => {
  const ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials });
  const at = new Date("2026-01-31T22:00:00Z");
  expect(await ovh.GET("/me/carbonCalculator/hasInvoice", { params: { query: { date: at } } })).not.toHaveProperty(
    "error",
  );
  expect(await ovh.GET("/me/order", { params: { query: { "date.from": at } } })).not.toHaveProperty("error");
  const untyped = ovh.request("GET", "/me/carbonCalculator/hasInvoice?date=2026-01-31T22:00:00Z");
  expect((await untyped).error?.message).toContain('date (query) must match format "date"');
});
