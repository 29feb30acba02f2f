import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pull, type PullOptions, type PullReport, readManifest, readPinnedApi, SchemaError } from "../src/index.js";
import { writeVersion } from "../src/pull/write-version.js";

const operation = {
  httpMethod: "GET",
  responseType: "string[]",
  parameters: [],
  noAuthentication: false,
  apiStatus: { value: "PRODUCTION", description: "" },
};
const api = (path: string, extra: object = {}): object => ({
  apiVersion: "1.0",
  basePath: "https://example.invalid/elsewhere",
  resourcePath: path,
  apis: [{ path, description: "", operations: [operation] }],
  models: {},
  ...extra,
});
const index = (...paths: string[]): object => ({
  basePath: "https://example.invalid/elsewhere",
  apis: paths.map((path) => ({ path, schema: "{path}.{format}", format: ["json"], description: "" })),
});

/** Stands for an answer whose connection breaks after nine bytes. */
const cutOff = Symbol("cut off");

let answers: Record<string, unknown>;
let lastModified: Record<string, string>;
let server: Server;
let schemas: string;
let base: string;

beforeEach(async () => {
  answers = {
    "/1.0/": index("/coffee", "/dedicated/tea"),
    "/1.0/coffee.json": api("/coffee"),
    "/1.0/dedicated/tea.json": api("/dedicated/tea"),
  };
  lastModified = {};
  server = createServer((request, response) => {
    const day = lastModified[request.url ?? ""];
    if (day !== undefined) response.setHeader("last-modified", day);
    const answer = answers[request.url ?? ""];
    if (answer === undefined) return response.writeHead(404).end("{}");
    if (answer === cutOff) {
      response.writeHead(200, { "content-length": 1000 });
      return response.write('{ "apis":', () => response.destroy());
    }
    if (answer instanceof URL) return response.writeHead(302, { location: answer.href }).end();
    return response.end(typeof answer === "string" || answer instanceof Uint8Array ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/1.0`;
  schemas = await mkdtemp(join(tmpdir(), "schemas-"));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(schemas, { recursive: true });
});

function pullCoffee(options: Partial<PullOptions> = {}): Promise<PullReport> {
  const source = "https://eu.api.ovh.com/1.0";
  return pull({ schemas, endpoint: "ovh-eu", version: "v1", base, source, captured: "2024-06", ...options });
}

/** The day that is recorded for each API, and under "" for the version as a whole. */
async function days(version = "v1", endpoint = "ovh-eu"): Promise<Record<string, string>> {
  const { apis, captured } = (await readManifest(schemas, endpoint)).versions[version]!;
  return Object.fromEntries([...Object.entries(apis).map(([api, record]) => [api, record.captured]), ["", captured]]);
}

/** Every file below the pins with its content and time of change. */
async function snapshot(): Promise<Record<string, string>> {
  const files = await readdir(schemas, { recursive: true, withFileTypes: true });
  const entries = files
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, `${(await stat(path)).mtimeMs} ${await readFile(path, "utf8")}`] as const;
    });
  return Object.fromEntries(await Promise.all(entries));
}

describe("a pull", () => {
  test("pins every API of the index, from the base it was given", async () => {
    await expect(pullCoffee()).resolves.toEqual({
      apis: 2,
      paths: 2,
      operations: 2,
      unknown: [],
      leftOut: [],
      added: ["/coffee", "/dedicated/tea"],
      changed: [],
      removed: [],
    });
    await expect(readPinnedApi(schemas, "ovh-eu", "v1", "/dedicated/tea")).resolves.toEqual({
      api: "/dedicated/tea",
      operations: { "GET /dedicated/tea": { returns: "string[]" } },
      models: {},
    });
    const { versions } = await readManifest(schemas, "ovh-eu");
    expect(versions["v1"]).toMatchObject({
      source: "https://eu.api.ovh.com/1.0",
      captured: "2024-06",
      paths: 2,
      operations: 2,
      apis: { "/coffee": { captured: "2024-06", file: "/coffee.json", paths: 1, operations: 1 } },
    });
    expect(versions["v1"]?.dialect.primitives).toEqual(["string"]);
  });

  test("of the same bytes changes no file, on whatever day", async () => {
    await pullCoffee();
    const before = await snapshot();
    await expect(pullCoffee({ captured: "2030-01-01" })).resolves.toMatchObject({
      added: [],
      changed: [],
      removed: [],
    });
    expect(await snapshot()).toEqual(before);
  });

  test("tells what was added, changed and removed, and dates only what is new", async () => {
    await pullCoffee();
    answers["/1.0/"] = index("/coffee", "/water");
    answers["/1.0/coffee.json"] = api("/coffee", { models: { "coffee.Cup": { properties: {} } } });
    answers["/1.0/water.json"] = api("/water");
    await expect(pullCoffee({ captured: "2024-07" })).resolves.toMatchObject({
      added: ["/water"],
      changed: ["/coffee"],
      removed: ["/dedicated/tea"],
    });
    expect(
      Object.keys(await snapshot())
        .map((path) => path.slice(schemas.length + 1))
        .sort(),
    ).toEqual(["ovh-eu/pin.json", "ovh-eu/v1/coffee.json", "ovh-eu/v1/water.json"]);
  });

  test("dates each API by what it was told, else by its answer's Last-Modified, else today", async () => {
    const today = new Date().toISOString().slice(0, 10);
    lastModified = { "/1.0/coffee.json": "Wed, 08 Jul 2026 23:59:59 GMT", "/1.0/dedicated/tea.json": "yesterday" };
    await pull({ schemas, endpoint: "ovh-eu", version: "v1", base });
    expect(await days()).toEqual({ "/coffee": "2026-07-08", "/dedicated/tea": today, "": today });
    await pullCoffee({ version: "v2", captured: "2024-06" });
    expect(await days("v2")).toEqual({ "/coffee": "2024-06", "/dedicated/tea": "2024-06", "": "2024-06" });
    lastModified = { "/1.0/coffee.json": "Fri, 31 Dec 2100 00:00:00 GMT" };
    await pull({ schemas, endpoint: "ovh-ca", version: "v1", base });
    expect(await days("v1", "ovh-ca")).toMatchObject({ "/coffee": today });
  });

  test("of the same bytes takes a stated day that is more exact or earlier, and no other", async () => {
    const again = { schemas, endpoint: "ovh-eu", version: "v1", base };
    await pullCoffee({ captured: "2026-08" });
    lastModified = { "/1.0/coffee.json": "Wed, 08 Jul 2026 12:00:00 GMT" };
    await expect(pull(again)).resolves.toMatchObject({ changed: [] });
    expect(await days()).toEqual({ "/coffee": "2026-07-08", "/dedicated/tea": "2026-08", "": "2026-08" });
    lastModified = { "/1.0/coffee.json": "Thu, 09 Jul 2026 12:00:00 GMT" };
    await pull(again);
    expect(await days()).toMatchObject({ "/coffee": "2026-07-08" });
    lastModified = { "/1.0/coffee.json": "Tue, 07 Jul 2026 12:00:00 GMT" };
    await pull({ ...again, captured: "2026-07-01" });
    expect(await days()).toMatchObject({ "/coffee": "2026-07-08" });
    await pull(again);
    expect(await days()).toMatchObject({ "/coffee": "2026-07-07" });
  });

  test("of one version leaves the other alone", async () => {
    await pullCoffee();
    await pullCoffee({ version: "v2", source: "https://eu.api.ovh.com/v2" });
    expect(Object.keys((await readManifest(schemas, "ovh-eu")).versions)).toEqual(["v1", "v2"]);
  });

  test("records an API in which nothing is public as empty", async () => {
    answers["/1.0/coffee.json"] = { apiVersion: "1.0", basePath: "", resourcePath: "/coffee" };
    await expect(pullCoffee()).resolves.toMatchObject({ apis: 2, operations: 1 });
    expect((await readManifest(schemas, "ovh-eu")).versions["v1"]?.apis["/coffee"]).toMatchObject({
      paths: 0,
      operations: 0,
    });
  });

  test("reports what of the dialect is new, and goes on", async () => {
    answers["/1.0/coffee.json"] = api("/coffee", { models: { "a.B": { brandNew: 1, properties: {} } }, also: true });
    await expect(pullCoffee()).resolves.toMatchObject({ unknown: ["file.also", "model.brandNew"] });
    expect((await readManifest(schemas, "ovh-eu")).versions["v1"]?.dialect.unknown).toEqual([
      "file.also",
      "model.brandNew",
    ]);
  });
});

// What of an API's content is refused stands in the table of drifting schemas.
describe("a pull refuses, with the file and the place, and changes nothing:", () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ["an index that is HTML", { "/1.0/": "<!doctype html><p>Hello" }, /\/1\.0\/: a JSON schema expected, found HTML/],
    ["an index that is empty", { "/1.0/": "" }, /\/1\.0\/: not JSON that can be read \(the file is empty\)/],
    [
      "an index without an API",
      { "/1.0/": { apis: [], basePath: "" } },
      /at apis: an index of at least one API expected/,
    ],
    ["an index that lists an API twice", { "/1.0/": index("/coffee", "/coffee") }, /the API \/coffee is there twice/],
    ["an API path that leaves the folder", { "/1.0/": index("/../../etc/passwd") }, /at apis\[0\]\.path: an API path/],
    ["an API path that is a URL", { "/1.0/": index("//evil.example") }, /at apis\[0\]\.path: an API path/],
    ["an API that is missing", { "/1.0/coffee.json": undefined }, /coffee\.json: 200 expected, found 404/],
    ["a redirect", { "/1.0/coffee.json": new URL("http://127.0.0.1:9/") }, /coffee\.json: 200 expected, found 302/],
    ["a truncated API", { "/1.0/coffee.json": JSON.stringify(api("/coffee")).slice(0, -9) }, /coffee\.json: not JSON/],
    ["an API that is not UTF-8", { "/1.0/coffee.json": new Uint8Array([0x22, 0xff, 0x22]) }, /coffee\.json: not UTF-8/],
    ["an oversized API", { "/1.0/coffee.json": " ".repeat(33 * 1024 * 1024) }, /coffee\.json: larger than/],
  ])("%s", async (_what, broken, message) => {
    await pullCoffee();
    const before = await snapshot();
    Object.assign(answers, broken);
    const failure = await pullCoffee({ captured: "2030-01" }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SchemaError);
    expect((failure as SchemaError).message).toMatch(message);
    expect(await snapshot()).toEqual(before);
  });

  test("a connection that is lost in the middle of a file", async () => {
    await pullCoffee();
    const before = await snapshot();
    answers["/1.0/coffee.json"] = cutOff;
    const failure = await pullCoffee().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SchemaError);
    expect(failure).toMatchObject({
      file: `${base}/coffee.json`,
      message: expect.stringMatching(/the connection was lost after 9 bytes \(.+\)$/) as string,
    });
    expect(await snapshot()).toEqual(before);
  });

  test("a server that is not there", async () => {
    const failure = pullCoffee({ base: "http://127.0.0.1:1/1.0" });
    await expect(failure).rejects.toThrow(/^http:\/\/127\.0\.0\.1:1\/1\.0\/: it cannot be fetched \(.+\)$/);
    expect(await snapshot()).toEqual({});
  });

  test("to leave half a version behind when the disk fails in mid-way", async () => {
    await pullCoffee();
    const before = await snapshot();
    const manifest = await readManifest(schemas, "ovh-eu");
    // A file cannot take the place of a folder that holds something: the last step fails.
    const pin = join(schemas, "ovh-eu", "pin.json");
    await rm(pin);
    await mkdir(join(pin, "in-the-way"), { recursive: true });
    const pins = new Map([["/water", { api: "/water", operations: {}, models: {} }]]);
    const writing = writeVersion({ schemas, endpoint: "ovh-eu", version: "v1", manifest, pins, before: manifest });
    await expect(writing).rejects.toThrow(/EISDIR|ENOTEMPTY/);
    const { [pin]: _, ...files } = before;
    expect(await snapshot()).toEqual(files);
  });

  test("a date that is none", async () => {
    await expect(pullCoffee({ captured: "yesterday" })).rejects.toThrow(/a date such as 2024-06/);
  });
});
