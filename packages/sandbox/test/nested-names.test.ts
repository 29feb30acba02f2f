import { beforeAll, describe, expect, test } from "vitest";
import { createSandbox, type Sandbox } from "../src/index.js";
import { call } from "./support/caller.js";

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await createSandbox({ endpoint: "ovh-eu" });
  return () => sandbox.close();
});

/** GET /vps, with this as its filter of tags. */
function withTags(iamTags: object): ReturnType<typeof call> {
  return call(sandbox, "GET", `/1.0/vps?iamTags=${encodeURIComponent(JSON.stringify(iamTags))}`);
}

describe("a name that the schema does not know, however deep", () => {
  test("is refused in a parameter", async () => {
    expect(await withTags({ env: [{ operator: "EQ", value: "prod" }] })).toMatchObject({ status: 200 });
    expect(await withTags({ env: [{ operatr: "EQ", value: "prod" }] })).toMatchObject({
      status: 400,
      json: { message: "Received not described parameters: (iamTags.env.0.operatr)" },
    });
  });

  test("is refused in a body", async () => {
    const body = (tag: object): object => ({ name: "contract", tags: [tag] });
    expect(await call(sandbox, "POST", "/1.0/me/document", body({ key: "year", value: "2026" }))).toMatchObject({
      status: 200,
    });
    expect(await call(sandbox, "POST", "/1.0/me/document", body({ key: "year", valeu: "2026" }))).toMatchObject({
      status: 400,
      json: { message: "Received not described parameters: (tags.0.valeu)" },
    });
  });

  test("is taken where an answer has it, so that what was read can be changed and written back", async () => {
    const { json } = await call(sandbox, "GET", "/1.0/domain/example.com");
    expect(await call(sandbox, "PUT", "/1.0/domain/example.com", json)).toMatchObject({ status: 200 });
  });
});
