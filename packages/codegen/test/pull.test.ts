import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { type AddressInfo, createServer as createNetServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  checkPin,
  movedOn,
  pull,
  type PullOptions,
  type PullProgress,
  type PullReport,
  type PullTarget,
  readManifest,
  readPinnedApi,
  readSnapshots,
  SchemaError,
} from "../src/index.js";
import { api, brokenUpstreams, cutOff, index, operation, respond } from "./upstream.js";

let answers: Record<string, unknown>;
let lastModified: Record<string, string>;
let etags: Record<string, string>;
/** What was asked for, and with what status it was answered. */
let requests: string[];
/** The statuses of the next answers of a path, before it answers as it should. */
let failing: Record<string, number[]>;
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
  etags = {};
  requests = [];
  failing = {};
  server = createServer((request, response) => {
    const path = request.url ?? "";
    response.on("close", () => requests.push(`${path} ${response.statusCode}`));
    const [day, etag] = [lastModified[path], etags[path]];
    if (day !== undefined) response.setHeader("last-modified", day);
    if (etag !== undefined) response.setHeader("etag", etag);
    const { "if-none-match": knownTag, "if-modified-since": knownDay } = request.headers;
    const failure = failing[path]?.shift();
    if (failure === 0) return request.socket.destroy();
    if (failure !== undefined) return response.writeHead(failure, { "retry-after": "0" }).end("{}");
    if ((knownTag ?? etag) === etag && (knownDay ?? day) === day && (knownTag ?? knownDay) !== undefined) {
      return response.writeHead(304).end();
    }
    const answer = answers[path];
    return respond(response, answer);
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

/** Pulls one version; what fails in a way that may pass is tried twice, without much of a pause. */
async function pullOne({
  endpoint = "ovh-eu",
  version = "v1",
  base: from = base,
  source,
  ...options
}: Partial<PullTarget & PullOptions> = {}): Promise<PullReport> {
  const target = { endpoint, version, base: from, ...(source !== undefined && { source }) };
  const [report] = await pull({ schemas, targets: [target], attempts: 2, pause: 1, ...options });
  return report!;
}

function pullCoffee(options: Partial<PullTarget & PullOptions> = {}): Promise<PullReport> {
  return pullOne({ source: "https://eu.api.ovh.com/1.0", captured: "2024-06", ...options });
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
      endpoint: "ovh-eu",
      version: "v1",
      base,
      source: "https://eu.api.ovh.com/1.0",
      diff: undefined,
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
    await expect(pullCoffee({ captured: "2024-07", acceptRemovals: true })).resolves.toMatchObject({
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
    await pullOne();
    expect(await days()).toEqual({ "/coffee": "2026-07-08", "/dedicated/tea": today, "": today });
    await pullCoffee({ version: "v2", captured: "2024-06" });
    expect(await days("v2")).toEqual({ "/coffee": "2024-06", "/dedicated/tea": "2024-06", "": "2024-06" });
    lastModified = { "/1.0/coffee.json": "Fri, 31 Dec 2100 00:00:00 GMT" };
    await pullOne({ endpoint: "ovh-ca" });
    expect(await days("v1", "ovh-ca")).toMatchObject({ "/coffee": today });
  });

  test("of the same bytes takes a stated day that is more exact or earlier, and no other", async () => {
    await pullCoffee({ captured: "2026-08" });
    lastModified = { "/1.0/coffee.json": "Wed, 08 Jul 2026 12:00:00 GMT" };
    await expect(pullOne()).resolves.toMatchObject({ changed: [] });
    expect(await days()).toEqual({ "/coffee": "2026-07-08", "/dedicated/tea": "2026-08", "": "2026-08" });
    lastModified = { "/1.0/coffee.json": "Thu, 09 Jul 2026 12:00:00 GMT" };
    await pullOne();
    expect(await days()).toMatchObject({ "/coffee": "2026-07-08" });
    lastModified = { "/1.0/coffee.json": "Tue, 07 Jul 2026 12:00:00 GMT" };
    await pullOne({ captured: "2026-07-01" });
    expect(await days()).toMatchObject({ "/coffee": "2026-07-08" });
    await pullOne();
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

describe("what has not changed", () => {
  const files = ["/1.0/ 200", "/1.0/coffee.json 200", "/1.0/dedicated/tea.json 200"];

  test("is not sent again where the server has said how to ask for it", async () => {
    etags = { "/1.0/coffee.json": '"a"' };
    lastModified = { "/1.0/dedicated/tea.json": "Wed, 08 Jul 2026 12:00:00 GMT" };
    await pullOne();
    expect(requests.sort()).toEqual(files);
    const before = await snapshot();
    requests = [];
    await expect(pullOne()).resolves.toMatchObject({ apis: 2, operations: 2, added: [], changed: [], removed: [] });
    expect(requests.sort()).toEqual(["/1.0/ 200", "/1.0/coffee.json 304", "/1.0/dedicated/tea.json 304"]);
    expect(await snapshot()).toEqual(before);
  });

  test("is not read again where it has the same hash, and its neighbours are", async () => {
    answers["/1.0/dedicated/tea.json"] = api("/dedicated/tea", { models: { "a.Cup": { properties: {} } } });
    await pullCoffee();
    answers["/1.0/coffee.json"] = api("/coffee", { models: { "a.Cup": { properties: {} } }, also: true });
    await expect(pullCoffee()).resolves.toMatchObject({ changed: ["/coffee"], unknown: ["file.also"] });
    const { dialect } = (await readManifest(schemas, "ovh-eu")).versions["v1"]!;
    expect(dialect.keys).toEqual(expect.arrayContaining(["file.also", "model.properties"]));
  });

  test("says no more than it did when all of it is read anew", async () => {
    etags = { "/1.0/coffee.json": '"a"', "/1.0/dedicated/tea.json": '"b"' };
    answers["/1.0/dedicated/tea.json"] = api("/dedicated/tea", { models: { "a.Cup": {} } });
    await pullCoffee();
    answers["/1.0/coffee.json"] = api("/coffee", { models: { "a.Cup": { properties: {} } } });
    etags["/1.0/coffee.json"] = '"c"';
    const { leftOut } = await pullCoffee();
    expect(leftOut).toEqual([expect.stringMatching(/^\/dedicated\/tea: a\.Cup: properties or enum expected/)]);
    const after = await snapshot();
    await rm(join(schemas, "ovh-eu"), { recursive: true });
    await pullCoffee();
    const contents = (files: Record<string, string>): string[] =>
      Object.values(files).map((file) => file.replace(/^\S+ /, ""));
    expect(contents(await snapshot())).toEqual(contents(after));
  });

  test.each<[string, () => Promise<unknown>, Partial<PullOptions>]>([
    ["its file was edited", () => writeFile(join(schemas, "ovh-eu/v1/coffee.json"), "{}"), {}],
    ["its file is gone", () => rm(join(schemas, "ovh-eu/v1/coffee.json")), {}],
    ["descriptions are wanted", async () => {}, { descriptions: true }],
    [
      "it was pinned before there was a format",
      async () => {
        const file = join(schemas, "ovh-eu/pin.json");
        await writeFile(file, (await readFile(file, "utf8")).replace('  "format": 1,\n', ""));
      },
      {},
    ],
  ])("is read again where %s", async (_, change, options) => {
    etags = { "/1.0/coffee.json": '"a"' };
    await pullCoffee();
    const before = await snapshot();
    await change();
    requests = [];
    await pullCoffee(options);
    expect(requests.sort()).toEqual(files);
    expect(Object.keys(await snapshot())).toEqual(Object.keys(before));
    await expect(pullCoffee()).resolves.toMatchObject({ removed: [] });
    expect((await checkPin(schemas, "ovh-eu")).problems).toEqual([]);
  });
});

describe("what may pass", () => {
  test.each([
    ["no answer", 0],
    ["a request that took too long", 408],
    ["too many requests", 429],
    ["an error of the server", 503],
  ])("is tried again: %s", async (_, status) => {
    failing = { "/1.0/": [status], "/1.0/coffee.json": [status, status] };
    await expect(pullCoffee({ attempts: 3 })).resolves.toMatchObject({ apis: 2 });
    expect(requests.filter((line) => line.startsWith("/1.0/coffee.json"))).toHaveLength(3);
  });

  test("is given up in the end, and nothing is written", async () => {
    failing = { "/1.0/coffee.json": [503, 503] };
    await expect(pullCoffee()).rejects.toThrow(/coffee\.json: 200 expected, found 503$/);
    expect(await snapshot()).toEqual({});
  });

  test("is not waited for longer than a minute", async () => {
    server.removeAllListeners("request");
    server.on("request", (_, response) => response.writeHead(503, { "retry-after": "3600" }).end());
    await expect(pullCoffee()).rejects.toThrow("503");
  });

  test("is nothing else: what is not there is asked for once", async () => {
    delete answers["/1.0/coffee.json"];
    await expect(pullCoffee({ attempts: 5 })).rejects.toThrow("404");
    expect(requests.filter((line) => line === "/1.0/coffee.json 404")).toHaveLength(1);
  });
});

describe("operations that are gone", () => {
  const paths = (count: number): object[] =>
    Array.from({ length: count }, (_, index) => ({ path: `/coffee/${index + 10}`, operations: [operation] }));
  const serve = (count: number): void => {
    answers["/1.0/"] = index("/coffee");
    answers["/1.0/coffee.json"] = api("/coffee", { apis: paths(count) });
  };

  test("may be one in twenty", async () => {
    serve(40);
    await pullCoffee();
    serve(38);
    await expect(pullCoffee()).resolves.toMatchObject({ diff: { summary: { operations: { removed: 2 } } } });
  });

  test("are refused when they are more, with their number and names, unless somebody has looked", async () => {
    serve(40);
    await pullCoffee();
    const before = await snapshot();
    serve(37);
    await expect(pullCoffee()).rejects.toThrow(
      `${base}: 3 of 40 pinned operations (7.5 %, more than 5 %) are gone, such as GET /coffee/47, GET /coffee/48, GET /coffee/49; if that is right, accept it with acceptRemovals`,
    );
    expect(await snapshot()).toEqual(before);
    await expect(pullCoffee({ acceptRemovals: true })).resolves.toMatchObject({ operations: 37 });
  });

  test("are counted where the old pin cannot be read", async () => {
    serve(40);
    await pullCoffee();
    await writeFile(join(schemas, "ovh-eu/v1/coffee.json"), "{");
    serve(37);
    await expect(pullCoffee()).rejects.toThrow("3 of 40 pinned operations (7.5 %, more than 5 %) are gone; if");
    await expect(pullCoffee({ acceptRemovals: true })).resolves.toMatchObject({ diff: undefined });
  });

  test("of one endpoint keep all others from being written", async () => {
    serve(40);
    const targets = ["ovh-ca", "ovh-eu"].map((endpoint) => ({ endpoint, version: "v1", base }));
    await pullCoffee();
    const before = await snapshot();
    serve(1);
    await expect(pull({ schemas, targets })).rejects.toThrow("39 of 40");
    expect(await snapshot()).toEqual(before);
  });
});

test("a pull tells how far it is", async () => {
  const told: string[] = [];
  const tell = ({ target, done, total }: PullProgress): unknown => told.push(`${target.version} ${done}/${total}`);
  await pullCoffee({ onProgress: tell });
  expect(told).toEqual(["v1 0/2", "v1 1/2", "v1 2/2"]);
});

test("an endpoint that has moved on since it was pinned is told, by API, and nothing is written", async () => {
  await pullCoffee();
  const target = { endpoint: "ovh-eu", version: "v1", base };
  const before = await snapshot();
  await expect(movedOn(schemas, target)).resolves.toEqual({ ...target, added: [], changed: [], removed: [] });
  answers["/1.0/"] = index("/coffee", "/water");
  answers["/1.0/coffee.json"] = api("/coffee", { also: true });
  answers["/1.0/water.json"] = api("/water");
  const moved = { added: ["/water"], changed: ["/coffee"], removed: ["/dedicated/tea"] };
  await expect(movedOn(schemas, target)).resolves.toEqual({ ...target, ...moved });
  expect(await snapshot()).toEqual(before);
});

test("a pin of a newer format is not touched", async () => {
  await pullCoffee();
  const file = join(schemas, "ovh-eu/pin.json");
  await writeFile(file, JSON.stringify({ format: 2, all: "else" }));
  const message = `${file}, at format: format 2 is newer than this version, which reads up to 1: update @ovh-typed/codegen`;
  await expect(pullCoffee()).rejects.toThrow(message);
  await expect(readManifest(schemas, "ovh-eu")).rejects.toThrow(message);
  await expect(checkPin(schemas, "ovh-eu")).rejects.toThrow(message);
  await expect(readSnapshots(join(schemas, "ovh-eu"))).rejects.toThrow(message);
});

// What of an API's content is refused stands in the table of drifting schemas.
describe("a pull refuses, with the file and the place, and changes nothing:", () => {
  test.each(brokenUpstreams)("%s", async (_what, broken, message) => {
    await pullCoffee();
    const before = await snapshot();
    Object.assign(answers, broken);
    const failure = await pullCoffee({ captured: "2030-01" }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SchemaError);
    expect((failure as SchemaError).message).toMatch(message);
    expect(await snapshot()).toEqual(before);
  });

  test("an operation of two APIs", async () => {
    answers["/1.0/"] = index("/coffee", "/coffee/cup");
    const paths = ["/coffee", "/coffee/cup"].map((path) => ({ path, operations: [operation] }));
    answers["/1.0/coffee.json"] = api("/coffee", { apis: paths });
    answers["/1.0/coffee/cup.json"] = api("/coffee/cup");
    await expect(pullCoffee()).rejects.toThrow(`${base}/, at apis: GET /coffee/cup is in /coffee and in /coffee/cup`);
    expect(await readdir(schemas)).toEqual([]);
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
    // A socket cannot be copied.
    const socket = createNetServer().listen(join(schemas, "ovh-eu/socket"));
    await once(socket, "listening");
    const both = ["ovh-ca", "ovh-eu"].map((endpoint) => ({ endpoint, version: "v2", base }));
    await expect(pull({ schemas, targets: both })).rejects.toThrow(/socket/);
    socket.close();
    await once(socket, "close");
    expect(await snapshot()).toEqual(before);
  });

  test("a date that is none", async () => {
    await expect(pullCoffee({ captured: "yesterday" })).rejects.toThrow(/a date such as 2024-06/);
  });
});
