import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkPin, readPin, regionApis, SchemaError } from "../src/index.js";
import { schemas as pins } from "./pins.js";

const endpoint = "runabove-ca";
let schemas: string;
let file: string;

beforeEach(async () => {
  schemas = await mkdtemp(join(tmpdir(), "overrides-"));
  await cp(join(pins, endpoint), join(schemas, endpoint), { recursive: true });
  file = join(schemas, endpoint, "overrides.json");
});

afterEach(() => rm(schemas, { recursive: true }));

describe("overrides.json", () => {
  test("corrects a property of a model", async () => {
    await writeFile(file, '{ "v1/me": { "account.Account.city": { "nullable": false, "required": true } } }');
    const apis = regionApis(await readPin(schemas, endpoint));
    const { document } = apis.find(({ module }) => module === "/me")!;
    expect(document.components.schemas["account.Account"]?.required).toEqual(["city"]);
    expect(await checkPin(schemas, endpoint)).toMatchObject({ problems: [] });
  });

  test.each([
    ["a misspelt API", { "v1/mee": {} }, "v1/mee", "an API of the pin expected, such as v1/"],
    ["an API of a version that is not pinned", { "v2/me": {} }, "v2/me", "an API of the pin expected"],
    [
      "a misspelt property",
      { "v1/me": { "account.Account.citi": { nullable: true } } },
      "v1/me.account.Account.citi",
      "a property of a model expected, such as account.",
    ],
    [
      "a misspelt model",
      { "v1/me": { "account.Acount.city": { nullable: true } } },
      "v1/me.account.Acount.city",
      "a property of a model expected",
    ],
    [
      "a misspelt flag",
      { "v1/me": { "account.Account.city": { nulable: true } } },
      "v1/me.account.Account.city",
      'Unrecognized key: "nulable"',
    ],
    [
      "a flag that is none",
      { "v1/me": { "account.Account.city": { nullable: "yes" } } },
      "v1/me.account.Account.city.nullable",
      "expected boolean",
    ],
    [
      "a correction of nothing",
      { "v1/me": { "account.Account.city": {} } },
      "v1/me.account.Account.city",
      "nullable or required expected",
    ],
    [
      "half a generic's name",
      { "v1/me": { "a.Unit<a.B<c>.value": { nullable: true } } },
      "v1/me.a.Unit<a.B<c>.value",
      "a property of a model expected",
    ],
    ["a list", [], "", "expected record"],
  ])("with %s is refused with its place", async (_name, content, place, problem) => {
    await writeFile(file, JSON.stringify(content));
    const refusal = await readPin(schemas, endpoint).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SchemaError);
    expect(refusal).toMatchObject({ file, place, message: expect.stringContaining(problem) as string });
    const { problems } = await checkPin(schemas, endpoint);
    expect(problems).toEqual([(refusal as Error).message]);
  });

  test("that is no JSON is refused", async () => {
    await writeFile(file, "{ ");
    await expect(readPin(schemas, endpoint)).rejects.toThrow(`${file}: not JSON`);
  });
});
