import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkPin, generateRegion } from "@ovh-typed/codegen";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const pins = fileURLToPath(new URL("../../../schemas", import.meta.url));
const endpoint = "runabove-ca";
let schemas: string;

beforeEach(async () => {
  schemas = await mkdtemp(join(tmpdir(), "ovh-typed-check-"));
  await cp(join(pins, endpoint), join(schemas, endpoint), { recursive: true });
});

afterEach(() => rm(schemas, { recursive: true }));

describe("a pin", () => {
  test("that is whole has no problems", async () => {
    expect(await checkPin(schemas, endpoint)).toMatchObject({ endpoint, problems: [] });
  });

  const edits: readonly {
    name: string;
    file: string;
    edit: (content: string) => string;
    rehash?: true;
    problem: string;
  }[] = [
    {
      name: "with an operation added by hand",
      file: "v1/me.json",
      edit: (content) => content.replace('"operations": {', '"operations": {\n    "DELETE /me": {},'),
      problem: "operations, the files have",
    },
    {
      name: "in another layout",
      file: "v1/me.json",
      edit: (content) => JSON.stringify(JSON.parse(content)),
      problem: "not written as a pull writes it",
    },
    { name: "that is cut off", file: "v1/me.json", edit: (content) => content.slice(0, 100), problem: "not JSON" },
    {
      name: "of another API",
      file: "v1/me.json",
      edit: (content) => content.replace('"api": "/me"', '"api": "/you"'),
      problem: "/me expected, found /you",
    },
    {
      name: "whose types cannot be read",
      file: "v1/me.json",
      edit: (content) => content.replace(/"returns": "[\w.]+"/, '"returns": "string[[["'),
      problem: "v1/me.json: its hash is another than in pin.json",
    },
    {
      name: "whose types cannot be read, though its hash is right",
      file: "v1/me.json",
      edit: (content) => content.replace(/"returns": "[\w.]+"/, '"returns": "string[[["'),
      rehash: true,
      problem: "string[[[",
    },
    {
      name: "whose corrections correct nothing",
      file: "overrides.json",
      edit: () => '{ "v1/me": { "account.Account.middleName": { "nullable": true } } }',
      problem: "overrides.json, at v1/me.account.Account.middleName: a property of a model expected",
    },
  ];

  test.for(edits)("$name is named", async ({ file, edit, rehash, problem }) => {
    const path = join(schemas, endpoint, file);
    const before = await readFile(path, "utf8").catch(() => "");
    await writeFile(path, edit(before));
    expect(await readFile(path, "utf8")).not.toBe(before);
    if (rehash) {
      const manifest = join(schemas, endpoint, "pin.json");
      const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
      await writeFile(manifest, (await readFile(manifest, "utf8")).replace(hash(before), hash(edit(before))));
    }
    const { problems } = await checkPin(schemas, endpoint);
    expect(problems.join("\n")).toContain(problem);
  });

  test("and what was generated from it have to agree", async () => {
    const output = join(schemas, "generated");
    await generateRegion({ schemas, endpoint, output });
    expect(await checkPin(schemas, endpoint, output)).toMatchObject({ problems: [] });
    await writeFile(join(output, "tables.js"), "");
    await rename(join(output, "wait.js"), join(output, "tasks.js"));
    expect((await checkPin(schemas, endpoint, output)).problems).toEqual([
      `${join(output, "tables.js")}: not as it is generated; generate again`,
      `${join(output, "wait.js")}: it is missing; generate again`,
      `${join(output, "tasks.js")}: it is not generated any more`,
    ]);
  });

  test("that lacks a file or has one too many is named with both", async () => {
    await cp(join(schemas, endpoint, "v1/me.json"), join(schemas, endpoint, "v1/you.json"));
    await rm(join(schemas, endpoint, "v1/me.json"));
    expect((await checkPin(schemas, endpoint)).problems).toEqual([
      `${join(schemas, endpoint, "v1/me.json")}: it is missing`,
      `${join(schemas, endpoint, "v1/you.json")}: no API of pin.json has this file`,
    ]);
  });

  test("whose manifest is none is refused with the place", async () => {
    await writeFile(join(schemas, endpoint, "pin.json"), '{ "endpoint": "runabove-ca", "versions": { "v1": {} } }\n');
    await expect(checkPin(schemas, endpoint)).rejects.toThrow(/pin\.json, at versions\.v1\.\w+: /);
  });

  test("that is not there is refused", async () => {
    await expect(checkPin(schemas, "ovh-xx")).rejects.toThrow(/pin\.json: it cannot be read \(ENOENT\)/);
  });
});
