import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkPin, generateRegion, pull, type PullReport, readManifest, SchemaError } from "../src/index.js";
import { type Drift, drifts } from "./drift-table.js";
import { filesOf } from "./files.js";
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

const numbered = drifts.map((drift, index) => ({
  ...drift,
  schemas: () => join(folder, `schemas-${index}`),
  generated: () => join(folder, `generated-${index}`),
  types: drift.types ?? [],
  not: drift.not ?? [],
  module: `coffee${index}.d.ts`,
}));

async function pullFrom(drift: (typeof numbered)[number]): Promise<PullReport> {
  served = drift.served;
  const source = "https://eu.api.ovh.com/1.0";
  const target = { endpoint: "ovh-eu", version: "v1", base, source };
  const [report] = await pull({ schemas: drift.schemas(), targets: [target] });
  return report!;
}

const refused = numbered.flatMap((drift) =>
  "refused" in drift.pull ? [{ ...drift, because: drift.pull.refused }] : [],
);
const pinned = numbered.flatMap((drift) =>
  "refused" in drift.pull ? [] : [{ leftOut: [], unknown: [], ...drift.pull, ...drift }],
);

test.each(refused)("$what is refused, with the file and the place, and nothing is written", async (drift) => {
  await pullFrom({ ...drift, served: {} });
  const before = await filesOf(drift.schemas());
  const refusal = await pullFrom(drift).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(SchemaError);
  expect(refusal).toMatchObject({
    file: `${base}/coffee.json`,
    message: expect.stringMatching(drift.because) as string,
  });
  expect(await filesOf(drift.schemas())).toEqual(before);
});

test("25 kinds of broken schemas are among them, besides what is wrong with an index or a connection", () => {
  expect(refused.length).toBeGreaterThanOrEqual(25);
});

/** The types of all that was pinned, by the file that they are in. */
const written = new Map<string, string>();

describe.each(pinned)("$what", (drift) => {
  test("is pulled, with what is new and what was left out", async () => {
    const { unknown, leftOut } = await pullFrom(drift);
    expect(leftOut).toEqual(drift.leftOut.map((start) => expect.stringContaining(`/coffee: ${start}`) as string));
    expect(unknown).toEqual(drift.unknown);
    const { dialect } = (await readManifest(drift.schemas(), "ovh-eu")).versions["v1"]!;
    expect({ leftOut: [], unknown: [], ...dialect }).toMatchObject({ leftOut, unknown });
  });

  test("is generated, and a check finds the pin whole", async () => {
    await generateRegion({ schemas: drift.schemas(), endpoint: "ovh-eu", output: drift.generated() });
    const types = await readFile(join(drift.generated(), "api/coffee.d.ts"), "utf8");
    const [own = ""] = types.split("\nimport type * as core");
    written.set(drift.module, own);
    for (const text of drift.types) expect(own).toMatch(typeof text === "string" ? escaped(text) : text);
    for (const text of drift.not) expect(own).not.toMatch(typeof text === "string" ? escaped(text) : text);
    expect(await checkPin(drift.schemas(), "ovh-eu")).toMatchObject({ problems: [] });
  });
});

test("what was generated compiles", async () => {
  expect(written.size).toBe(pinned.length);
  const imports = [...written.keys()].map(
    (file, index) => `import type * as api${index} from "./${file.replace(".d.ts", ".js")}";`,
  );
  expect(await typeCheck([...written, ["main.ts", imports.join("\n")]])).toBe("");
});

function escaped(text: string): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
}
