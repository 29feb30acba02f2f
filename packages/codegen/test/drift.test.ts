import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkPin, generateRegion, pull, readManifest, SchemaError } from "../src/index.js";
import { type Drift, drifts } from "./drift-table.js";
import { typeCheck } from "./type-check.js";

let served: Drift["served"];
let server: Server;
let base: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "drift-"));
  server = createServer((request, response) => {
    const whole = { apiVersion: "1.0", basePath: "", resourcePath: "/coffee" };
    const file = typeof served === "string" ? served : JSON.stringify({ ...whole, ...served });
    response.end(request.url === "/1.0/" ? '{ "basePath": "", "apis": [{ "path": "/coffee" }] }' : file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/1.0`;
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

/** The types of all that was pinned, by the file that they are in. */
const written = new Map<string, string>();

describe.each(drifts.map((drift, index) => ({ ...drift, index })))("$what", (drift) => {
  const schemas = (): string => join(folder, `schemas-${drift.index}`);
  const generated = (): string => join(folder, `generated-${drift.index}`);
  const { pull: expected } = drift;

  test("is pulled, or refused with the file and the place", async () => {
    served = drift.served;
    const pulling = pull({
      schemas: schemas(),
      endpoint: "ovh-eu",
      version: "v1",
      base,
      source: "https://eu.api.ovh.com/1.0",
    });
    if ("refused" in expected) {
      const refusal = await pulling.catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(SchemaError);
      expect(refusal).toMatchObject({
        file: `${base}/coffee.json`,
        message: expect.stringMatching(expected.refused) as string,
      });
      await expect(readdir(schemas())).rejects.toThrow("ENOENT");
      return;
    }
    const { leftOut = [], unknown = [] } = expected;
    const report = await pulling;
    expect(report.leftOut).toEqual(leftOut.map((start) => expect.stringContaining(`/coffee: ${start}`) as string));
    expect(report.unknown).toEqual(
      unknown.map((name) => (name.endsWith("…") ? (expect.stringContaining(name.slice(0, -1)) as string) : name)),
    );
    const { dialect } = (await readManifest(schemas(), "ovh-eu")).versions["v1"]!;
    expect({ leftOut: [], unknown: [], ...dialect }).toMatchObject({
      leftOut: report.leftOut,
      unknown: report.unknown,
    });
  });

  test.skipIf("refused" in expected)("is generated, and a check finds the pin whole", async () => {
    await generateRegion({ schemas: schemas(), endpoint: "ovh-eu", output: generated() });
    const types = await readFile(join(generated(), "api/coffee.d.ts"), "utf8");
    const [own = ""] = types.split("\nimport type { Client");
    written.set(`coffee${drift.index}.d.ts`, own);
    for (const text of drift.types ?? []) expect(own).toMatch(typeof text === "string" ? escaped(text) : text);
    for (const text of drift.not ?? []) expect(own).not.toMatch(typeof text === "string" ? escaped(text) : text);
    expect(await checkPin(schemas(), "ovh-eu")).toMatchObject({ problems: [] });
  });
});

test("what was generated compiles", async () => {
  expect(written.size).toBe(drifts.filter((drift) => !("refused" in drift.pull)).length);
  const imports = [...written.keys()].map(
    (file, index) => `import type * as api${index} from "./${file.replace(".d.ts", ".js")}";`,
  );
  expect(await typeCheck([...written, ["main.ts", imports.join("\n")]])).toBe("");
});

function escaped(text: string): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
}
