import { createClient, type OvhClient } from "@ovh-typed/ovh-eu";
import { beforeEach, describe, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../src/index.js";

let sandbox: Sandbox;
let ovh: OvhClient;

/** How many things the lists hold. */
const count = 450;
const names = Array.from({ length: count }, (_, index) => `vps-${String(index).padStart(3, "0")}`);

beforeEach(async () => {
  sandbox = await createSandbox({
    seed: { "/vps": names.map((name, index) => ({ name, vcore: (index % 4) + 1, displayName: `VPS ${index}` })) },
  });
  ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials });
  return () => sandbox.close();
});

/** What the client asked the API for since the sandbox began, but for the time. */
const asked = (): string[] =>
  sandbox.requests.map(({ method, path }) => `${method} ${path}`).filter((line) => line !== "GET /auth/time");

describe("a list of v1", () => {
  test("comes as items, by pages", async () => {
    const found: string[] = [];
    for await (const vps of ovh.paginate("/vps")) found.push(`${vps.name} ${vps.vcore}`);
    expect(found).toEqual(names.map((name, index) => `${name} ${(index % 4) + 1}`));
    expect(asked()).toEqual(["GET /vps", "GET /vps", "GET /vps"]);
  });
});
