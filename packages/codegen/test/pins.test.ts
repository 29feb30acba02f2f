import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pinnedEndpoints, readManifest, readPin, regionFiles } from "../src/index.js";
import { formatPin } from "../src/pin/notation.js";
import type { OperationTables } from "../src/region/operation-tables.js";
import { counts, documentsOf, endpointNames, schemas } from "./pins.js";

describe("the pins", () => {
  test("are there for all eight endpoints", async () => {
    expect(await pinnedEndpoints(schemas)).toEqual([...endpointNames].sort());
  });

  test.each(Object.entries(counts))(
    "of %s hold the APIs, paths and operations that were captured",
    async (key, expected) => {
      const [endpoint, version] = key.split(" ") as [string, string];
      const { manifest, apis } = await readPin(schemas, endpoint);
      const pins = apis.filter((api) => api.version === version).map(({ pin }) => pin);
      const operations = pins.flatMap((pin) => Object.keys(pin.operations));
      const paths = new Set(operations.map((operation) => operation.slice(operation.indexOf(" "))));
      expect([pins.length, paths.size, operations.length]).toEqual(expected);
      const recorded = manifest.versions[version]!;
      expect([Object.keys(recorded.apis).length, recorded.paths, recorded.operations]).toEqual(expected);
    },
  );

  test.each(Object.entries(counts))(
    "of %s lose nothing on the way to OpenAPI",
    async (key, [apis, paths, operations]) => {
      const [endpoint, version] = key.split(" ") as [string, string];
      const documents = (await documentsOf(endpoint)).filter((api) => api.version === version);
      const items = documents.flatMap(({ document }) => Object.values(document.paths));
      expect(documents).toHaveLength(apis);
      expect(items).toHaveLength(paths);
      expect(items.reduce((total, item) => total + Object.keys(item).length, 0)).toBe(operations);
    },
  );

  test("say where each API came from, when, and what it hashed to", async () => {
    const days: Record<string, Record<string, number>> = {};
    for (const endpoint of endpointNames) {
      const { versions } = await readManifest(schemas, endpoint);
      for (const [version, { source, captured, apis }] of Object.entries(versions)) {
        expect(source).toMatch(/^https:\/\/[a-z.]+\/(1\.0|v1|v2)$/);
        const own = (days[`${endpoint} ${version}`] = {} as Record<string, number>);
        for (const [api, record] of Object.entries(apis)) {
          own[record.captured] = (own[record.captured] ?? 0) + 1;
          expect(record).toMatchObject({ file: `${api}.json`, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
        }
        expect(captured).toBe(Object.keys(own).sort().at(-1));
      }
    }
    expect(days).toEqual({
      "ovh-eu v1": { "2026-07-08": 49, "2026-08-04": 21 },
      "ovh-eu v2": { "2026-04-01": 14 },
      "ovh-ca v1": { "2024-06": 51 },
      "ovh-us v1": { "2024-06": 39 },
      "soyoustart-eu v1": { "2024-06": 20 },
      "soyoustart-ca v1": { "2024-06": 17 },
      "kimsufi-eu v1": { "2024-06": 9 },
      "kimsufi-ca v1": { "2024-06": 9 },
      "runabove-ca v1": { "2017-04": 14 },
    });
  });

  test("hold facts only, in the one notation", async () => {
    for (const endpoint of endpointNames) {
      const { apis } = await readPin(schemas, endpoint);
      for (const { version, pin } of apis) {
        const content = await readFile(join(schemas, endpoint, version, `${pin.api.slice(1)}.json`), "utf8");
        expect(content).toBe(formatPin(pin));
        const texts = [...Object.values(pin.operations), ...Object.values(pin.models)];
        expect(texts.filter((entry) => "description" in entry || "descriptions" in entry)).toEqual([]);
      }
    }
  });

  test("use nothing of the dialect that is not understood", async () => {
    for (const endpoint of endpointNames) {
      const { versions } = await readManifest(schemas, endpoint);
      for (const { dialect } of Object.values(versions)) expect(dialect.unknown).toBeUndefined();
      for (const api of await documentsOf(endpoint)) expect(api.unknownTypes).toEqual([]);
    }
  });

  test("tell each client in a few bytes what goes unsigned, what is void and which parameters are days", async () => {
    const files = new Map(regionFiles(await readPin(schemas, "ovh-eu")));
    const source = files.get("tables.js") as string;
    const {
      unsigned,
      void: voids,
      days,
    } = JSON.parse(/^export const tables = \{ \.\.\.(.*), expanded: async/m.exec(source)![1]!) as OperationTables;
    // Of 426 unsigned operations, 854 that answer nothing, and 11 parameters.
    const places = (packed: string): number => packed.match(/[0-9a-z]*[A-Z]/g)?.length ?? 0;
    expect([unsigned, voids, days].map(places)).toEqual([90, 293, 11]);
    expect(source.length).toBeLessThanOrEqual(2100);
    // 843 lists of ids whose things are read one by one, loaded with the first list.
    const expanded = files.get("expanded.js") as string;
    expect(expanded.length).toBeLessThanOrEqual(3800);
  });

  test("tell of ovh-eu what was counted independently: unsigned operations and lists that expand", async () => {
    const documents = await documentsOf("ovh-eu");
    const operations = documents.flatMap(({ version, document }) =>
      Object.values(document.paths).flatMap((item) => Object.values(item).map((operation) => ({ version, operation }))),
    );
    const unsigned = operations.filter(({ operation }) => "security" in operation && operation.security?.length === 0);
    const lists = (version: string): number =>
      operations.filter((entry) => entry.version === version && "x-ovh-item" in entry.operation).length;
    expect(unsigned).toHaveLength(426);
    expect([lists("v1"), lists("v2")]).toEqual([957, 55]);
  });
});
