import { fileURLToPath } from "node:url";
import { createClient, unwrap } from "@ovh-typed/ovh-eu";
import { expect, onTestFinished, test } from "vitest";
import { createSandbox } from "../src/index.js";

test("a sandbox takes its schemas from a folder, and its endpoint", async () => {
  const schemas = fileURLToPath(new URL("../../soyoustart-ca/generated", import.meta.url));
  const sandbox = await createSandbox({ schemas });
  onTestFinished(() => sandbox.close());
  const ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials });
  expect(await unwrap(ovh.GET("/me"))).toMatchObject({ firstname: "Ada" });
  // An API that ovh-eu alone has.
  expect((await ovh.GET("/domain")).error?.status).toBe(404);
});

test("what is no such folder is named", async () => {
  await expect(createSandbox({ schemas: "./nowhere" })).rejects.toThrow(
    "./nowhere has no pin.json: name the folder of a client that `ovh-typed schema pin` has generated",
  );
});
