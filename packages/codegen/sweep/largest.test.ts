import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

// Schemas as large as are not refused, and made to cost as much as they can.

const operation = (change: object = {}): object => ({ httpMethod: "GET", responseType: "string", ...change });
const times = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, number) => make(number));
/** Each model holds the next, the last the first. */
const ring = (field: string): object =>
  Object.fromEntries(
    times(2500, (number) => [
      `a.Cup${number}`,
      { properties: { next: { type: `a.Cup${(number + 1) % 2500}` }, [field]: { type: "string" } } },
    ]),
  );

const largest: readonly (readonly [what: string, schema: (field: string) => object])[] = [
  [
    "160,000 properties in a model, more than a call can be given",
    (field) => ({
      apis: [{ path: "/coffee", operations: [operation({ responseType: "a.Cup" })] }],
      models: {
        "a.Cup": {
          properties: Object.fromEntries(times(160_000, (number) => [`${field}${number}`, { type: "long" }])),
        },
      },
    }),
  ],
  [
    "2,500 operations that each hold 2,500 models",
    (field) => ({
      apis: times(2500, (number) => ({
        path: `/coffee/${number}`,
        operations: [operation({ responseType: `a.Cup${number}` })],
      })),
      models: ring(field),
    }),
  ],
  [
    "1,250 models that are sent as they were read",
    (field) => ({
      apis: times(1250, (number) => ({
        path: `/coffee/${number}`,
        operations: [
          operation({ responseType: `a.Cup${number}` }),
          operation({ httpMethod: "PUT", parameters: [{ paramType: "body", dataType: `a.Cup${number}` }] }),
        ],
      })),
      models: ring(field),
    }),
  ],
  [
    "1,250 tasks that 1,250 paths may read",
    (field) => ({
      apis: times(1250, (number) => [
        {
          path: `/coffee/${number}${"/x".repeat(37)}`,
          operations: [operation({ httpMethod: "POST", responseType: "a.Task" })],
        },
        { path: `/coffee/r${number}${"/x".repeat(36)}/{id}`, operations: [operation({ responseType: "a.Task" })] },
      ]).flat(),
      models: { "a.Task": { properties: { [field]: { type: "string" } } } },
    }),
  ],
  [
    "2,500 paths of variables that no operation declares",
    (field) => ({
      apis: times(2500, (number) => ({
        path: `/coffee/${field}${number}${"/{a}/{b}/{c}/{d}/{e}/{f}".repeat(6)}`,
        operations: [operation()],
      })),
    }),
  ],
  [
    "2,500 models whose names differ in letters' case alone",
    (field) => ({
      models: Object.fromEntries(
        times(2500, (number) => {
          const name = [..."abcdefghijkl"].map((letter, bit) => ((number >> bit) & 1 ? letter.toUpperCase() : letter));
          return [`a.${name.join("")}`, { properties: { [field]: { type: "string" } } }];
        }),
      ),
    }),
  ],
];

const step = Number(process.env["SWEEP_STEP"] ?? 1);

/** Megabytes of what JavaScript allocates. */
const heap = 1500;

test.each(step === 1 ? largest : largest.slice(-1))(
  "%s are pinned, and what they become is told, within limits of memory",
  async (_, schema) => {
    const server = createServer((request, response) => {
      const [, field = "", file] = /^\/v1\/(\w+)\/(.*)$/.exec(request.url ?? "") ?? [];
      const api = (): object => ({ apiVersion: "1", basePath: "", resourcePath: "/coffee", ...schema(field) });
      response.end(file === "" ? '{ "basePath": "", "apis": [{ "path": "/coffee" }] }' : JSON.stringify(api()));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const root = await mkdtemp(join(tmpdir(), "largest-"));
    onTestFinished(async () => {
      server.close();
      await rm(root, { recursive: true });
    });
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const source = "https://eu.api.ovh.com/v1";
    const targets = [{ endpoint: "ovh-eu", version: "v1", base: `${base}/one`, source }];
    const moved = { root, base: `${base}/other`, acceptRemovals: true };
    const program = `import { pinProject, updateProject } from ${JSON.stringify(import.meta.resolve("@ovh-typed/codegen"))};
      await pinProject(${JSON.stringify({ root, targets })});
      const { reports: [{ leftOut, changed, diff }] } = await updateProject(${JSON.stringify(moved)});
      console.log(JSON.stringify({ leftOut, changed, findings: diff.findings.length > 0 }));`;
    const args = [`--max-old-space-size=${heap}`, "--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(JSON.parse(stdout)).toEqual({ leftOut: [], changed: ["/coffee"], findings: true });
  },
);
