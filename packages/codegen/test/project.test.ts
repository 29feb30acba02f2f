import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  checkProject,
  generateProject,
  pinProject,
  type ProjectPinOptions,
  readLock,
  SchemaError,
  unpinProject,
  updateProject,
} from "../src/index.js";
import { filesOf } from "./files.js";
import { brokenUpstreams, cutOff, index, respond } from "./upstream.js";

let answers: Record<string, unknown>;
let requests: string[];
let server: Server;
let base: string;
let root: string;

const api = (path: string, field: string): object => ({
  apiVersion: "1.0",
  basePath: "https://example.invalid/v1",
  resourcePath: path,
  apis: [
    {
      path,
      description: "",
      operations: [
        {
          httpMethod: "GET",
          responseType: "x.Thing",
          parameters: [],
          noAuthentication: false,
          apiStatus: { value: "PRODUCTION", description: "" },
        },
      ],
    },
  ],
  models: {
    "x.Thing": {
      id: "Thing",
      namespace: "x",
      description: "",
      properties: { [field]: { type: "string", canBeNull: false, readOnly: false, required: true, description: "" } },
    },
  },
});

beforeEach(async () => {
  const paths = ["/coffee", "/dedicated/tea", "/water"];
  answers = {
    "/1.0/": index(...paths),
    ...Object.fromEntries(paths.map((path) => [`/1.0${path}.json`, api(path, "name")])),
  };
  requests = [];
  server = createServer((request, response) => {
    requests.push(request.url!);
    respond(response, answers[request.url!]);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/1.0`;
  root = await mkdtemp(join(tmpdir(), "ovh-typed-project-"));
});

afterEach(async () => {
  server.close();
  await rm(root, { recursive: true });
});

const options = (only?: readonly string[], endpoint = "ovh-ca"): ProjectPinOptions => ({
  root,
  captured: "2026-11-27",
  targets: [{ endpoint, version: "v1", base, source: "https://ca.example/v1", ...(only && { only }) }],
});

describe("pins of a project", () => {
  test("are of the APIs that were asked for, and no other is asked for", async () => {
    const { folder, endpoints, reports } = await pinProject(options(["/coffee", "/dedicated/tea"]));
    expect({ folder, endpoints }).toEqual({ folder: join(root, "ovh"), endpoints: ["ovh-ca"] });
    expect(reports).toMatchObject([{ apis: 2, operations: 2, added: ["/coffee", "/dedicated/tea"] }]);
    expect(requests.sort()).toEqual(["/1.0/", "/1.0/coffee.json", "/1.0/dedicated/tea.json"]);
    const lock = await readLock(root);
    expect(lock).toMatchObject({ format: 1, output: "ovh" });
    expect(Object.keys(lock!.endpoints["ovh-ca"]!.versions["v1"]!.apis)).toEqual(["/coffee", "/dedicated/tea"]);
    expect(lock!.endpoints["ovh-ca"]!.versions["v1"]!.source).toBe("https://ca.example/v1");
    const files = Object.keys(await filesOf(root));
    expect(files).toEqual(
      expect.arrayContaining([
        "ovh-pins.lock.json",
        "ovh/package.json",
        "ovh/schemas/ovh-ca/v1/dedicated/tea.json",
        "ovh/ovh-ca/index.js",
        "ovh/ovh-ca/index.d.ts",
        "ovh/ovh-ca/api/dedicated/tea.d.ts",
      ]),
    );
    expect(files.filter((name) => name.includes("water"))).toEqual([]);
  });

  test("lead each API's client to the one index", async () => {
    await pinProject(options(["/coffee", "/dedicated/tea"]));
    const text = (name: string) => readFile(join(root, "ovh/ovh-ca", name), "utf8");
    expect(await text("api/coffee.js")).toContain('export { createClient } from "../index.js";');
    expect(await text("api/dedicated/tea.js")).toContain('export { createClient } from "../../index.js";');
    expect(await text("index.js")).toContain(
      'import { createRegionClient, ovhCa as endpoint } from "@ovh-typed/core/region";',
    );
    expect(await text("index.d.ts")).toContain(
      "export declare function createClient(options?: ClientOptions): OvhClient;",
    );
  });

  test("of several endpoints stand side by side; what is not asked for any more goes", async () => {
    await pinProject(options(["/coffee"]));
    await pinProject(options(["/water"], "ovh-eu"));
    expect((await readdir(join(root, "ovh"))).sort()).toEqual(["ovh-ca", "ovh-eu", "package.json", "schemas"]);
    const { reports } = await pinProject(options(["/water"]));
    expect(reports).toMatchObject([{ apis: 1, added: ["/water"] }]);
    const files = Object.keys(await filesOf(root)).filter((name) => name.includes("ovh-ca"));
    expect(files.filter((name) => name.includes("coffee"))).toEqual([]);
    expect(Object.keys((await readLock(root))!.endpoints)).toEqual(["ovh-ca", "ovh-eu"]);
  });

  test("give the same bytes again, without a network", async () => {
    await pinProject(options());
    const before = await filesOf(root);
    requests = [];
    await generateProject(root);
    expect(await filesOf(root)).toEqual(before);
    await rm(join(root, "ovh/ovh-ca"), { recursive: true });
    await generateProject(root);
    expect(await filesOf(root)).toEqual(before);
    expect(requests).toEqual([]);
  });
});

describe("an update", () => {
  const hashOf = async (path: string): Promise<string> =>
    (await readLock(root))!.endpoints["ovh-ca"]!.versions["v1"]!.apis[path]!.sha256;

  test("moves what is pinned, and no other, and says what has changed", async () => {
    await pinProject(options(["/coffee", "/water"]));
    answers["/1.0/coffee.json"] = api("/coffee", "title");
    answers["/1.0/dedicated/tea.json"] = api("/dedicated/tea", "title");
    const { reports } = await updateProject({ root, base });
    expect(reports).toMatchObject([{ changed: ["/coffee"], added: [], removed: [], source: "https://ca.example/v1" }]);
    expect(reports[0]!.diff?.findings.map(({ rule }) => rule)).toContain("answer-field-removed");
    expect(await readFile(join(root, "ovh/ovh-ca/api/coffee.d.ts"), "utf8")).toContain("title: string");
    expect(await checkProject(root)).toMatchObject([{ endpoint: "ovh-ca", apis: 2, problems: [] }]);
  });

  test("of chosen APIs leaves the others as they are, unasked", async () => {
    await pinProject(options(["/coffee", "/water"]));
    const before = await hashOf("/water");
    for (const path of ["/coffee", "/water"]) answers[`/1.0${path}.json`] = api(path, "title");
    requests = [];
    await updateProject({ root, base, apis: ["/coffee"] });
    expect(requests).toEqual(["/1.0/", "/1.0/coffee.json"]);
    expect(await hashOf("/water")).toBe(before);
    expect(await readFile(join(root, "ovh/ovh-ca/api/coffee.d.ts"), "utf8")).toContain("title: string");
    expect(await readFile(join(root, "ovh/ovh-ca/api/water.d.ts"), "utf8")).toContain("name: string");
  });

  test("of chosen APIs needs the others no more, where they are not served any more", async () => {
    await pinProject(options(["/coffee", "/water"]));
    answers["/1.0/coffee.json"] = api("/coffee", "title");
    answers["/1.0/"] = index("/coffee", "/dedicated/tea");
    await updateProject({ root, base, apis: ["/coffee"] });
    expect(await checkProject(root)).toMatchObject([{ apis: 2, problems: [] }]);
    await expect(updateProject({ root, base })).rejects.toThrow(/there is no API \/water; there are \/coffee, /);
  });

  test.each([
    ["an API that is not pinned", { apis: ["/beer"] }, /at endpoints: the API \/beer is not pinned/],
    ["an endpoint that is not pinned", { endpoints: ["ovh-us"] }, /at endpoints: ovh-us is not pinned/],
    ["an API that is broken", { broken: "/1.0/coffee.json" }, /coffee\.json: not JSON/],
  ])(
    "changes nothing for %s",
    async (_, { broken, ...asked }: { broken?: string; apis?: string[]; endpoints?: string[] }, message) => {
      await pinProject(options(["/coffee", "/water"]));
      const before = await filesOf(root);
      if (broken !== undefined) answers[broken] = '{"apiVersion": ';
      answers["/1.0/water.json"] = api("/water", "title");
      await expect(updateProject({ root, base, ...asked })).rejects.toThrow(message);
      expect(await filesOf(root)).toEqual(before);
    },
  );
});

describe("a check", () => {
  test.each([
    [
      "a client that was edited",
      "ovh/ovh-ca/index.d.ts",
      (text: string) => `${text}\n`,
      /index\.d\.ts: not as it is generated/,
    ],
    [
      "a pin that was edited",
      "ovh/schemas/ovh-ca/v1/coffee.json",
      (text: string) => text.replace("name", "title"),
      /coffee\.json: its hash is another/,
    ],
    [
      "another lock",
      "ovh-pins.lock.json",
      (text: string) => text.replace('"captured": "2026', '"captured": "2025'),
      /at endpoints\.ovh-ca: not what is pinned/,
    ],
  ])("finds %s", async (_, name, edit, problem) => {
    await pinProject(options(["/coffee"]));
    expect(await checkProject(root)).toMatchObject([{ problems: [] }]);
    const file = join(root, name);
    await writeFile(file, edit(await readFile(file, "utf8")));
    const [check] = await checkProject(root);
    expect(check!.problems.join("\n")).toMatch(problem);
  });

  test("finds an endpoint of the lock that is not there", async () => {
    await pinProject(options(["/coffee"]));
    await pinProject(options(["/coffee"], "ovh-eu"));
    await rm(join(root, "ovh/schemas/ovh-eu"), { recursive: true });
    expect(await checkProject(root)).toMatchObject([
      { problems: [] },
      { problems: [expect.stringContaining("ovh-eu: nothing of it is pinned")] },
    ]);
  });
});

test("OVH's own texts come along where they are asked for, and stay with an update", async () => {
  const described = api("/coffee", "name") as { apis: { operations: { description: string }[] }[] };
  described.apis[0]!.operations[0]!.description = "Brew it";
  answers["/1.0/coffee.json"] = described;
  const types = () => readFile(join(root, "ovh/ovh-ca/api/coffee.d.ts"), "utf8");
  await pinProject(options(["/coffee"]));
  expect(await types()).not.toContain("Brew it");
  await pinProject({ ...options(["/coffee"]), descriptions: true });
  expect(await types()).toContain("Brew it");
  answers["/1.0/coffee.json"] = JSON.parse(JSON.stringify(described).replace("Brew it", "Brew it well"));
  await updateProject({ root, base });
  expect(await types()).toContain("Brew it well");
  expect(await checkProject(root)).toMatchObject([{ problems: [] }]);
});

describe("an endpoint", () => {
  test("is taken out of the project with pins and client, and the other stays, byte for byte", async () => {
    await pinProject(options(["/coffee"], "ovh-eu"));
    const before = await filesOf(root);
    await pinProject(options(["/coffee", "/water"]));
    expect(await unpinProject(root, ["ovh-ca"])).toEqual({ folder: join(root, "ovh"), endpoints: ["ovh-eu"] });
    expect(await filesOf(root)).toEqual(before);
    expect(await checkProject(root)).toMatchObject([{ endpoint: "ovh-eu", problems: [] }]);
    expect((await unpinProject(root, ["ovh-eu"])).endpoints).toEqual([]);
    expect(await readLock(root)).toMatchObject({ endpoints: {} });
    await pinProject(options(["/coffee"], "ovh-eu"));
    expect(await filesOf(root)).toEqual(before);
  });

  test("that is half gone already is taken out too; that of others is not, nor one that is not pinned", async () => {
    await pinProject(options(["/coffee"], "ovh-eu"));
    await pinProject(options(["/coffee"]));
    await expect(unpinProject(root, ["ovh-us"])).rejects.toThrow(/at endpoints: ovh-us is not pinned/);
    await rm(join(root, "ovh/schemas/ovh-eu"), { recursive: true });
    await expect(unpinProject(root, ["ovh-ca"])).rejects.toThrow(/at endpoints: not what is pinned/);
    expect((await unpinProject(root, ["ovh-eu"])).endpoints).toEqual(["ovh-ca"]);
    expect(await checkProject(root)).toMatchObject([{ endpoint: "ovh-ca", problems: [] }]);
  });
});

describe("corrections", () => {
  const write = (corrections: object) =>
    writeFile(join(root, "ovh/schemas/ovh-ca/overrides.json"), JSON.stringify(corrections));
  const types = () => readFile(join(root, "ovh/ovh-ca/api/coffee.d.ts"), "utf8");

  test("are in the types, and outlive an update", async () => {
    await pinProject(options(["/coffee", "/water"]));
    await write({ "v1/coffee": { "x.Thing.name": { nullable: true } } });
    await generateProject(root);
    expect(await types()).toContain("name: string | null;");
    answers["/1.0/water.json"] = api("/water", "title");
    await updateProject({ root, base });
    expect(await types()).toContain("name: string | null;");
    expect(await checkProject(root)).toMatchObject([{ problems: [] }]);
  });

  test("of what there is not are refused", async () => {
    await pinProject(options(["/coffee"]));
    await write({ "v1/coffee": { "x.Thing.nam": { nullable: true } } });
    await expect(generateProject(root)).rejects.toThrow(
      /overrides\.json, at v1\/coffee\.x\.Thing\.nam: a property of a model expected, such as x\.Thing\.name/,
    );
    expect(await types()).toContain("name: string;");
  });
});

/** What fails in a way that may pass is tried twice, without much of a pause. */
const quickly = { attempts: 2, pause: 1 };

describe("nothing changes on the disk", () => {
  const removed = { ...api("/coffee", "name"), apis: [] };
  const upstreams = [
    ...brokenUpstreams,
    [
      "a connection that is lost in the middle of a file",
      { "/1.0/coffee.json": cutOff },
      /the connection was lost after 9 bytes/,
    ],
    [
      "more than 5 % of the operations gone",
      { "/1.0/coffee.json": removed },
      /1 of 2 pinned operations \(50\.0 %, more than 5 %\) are gone/,
    ],
  ] as const;

  describe.each(["pin", "update"])("by schema %s, for", (command) => {
    test.each(upstreams)("%s", async (_, broken, message) => {
      await pinProject(options(["/coffee", "/water"]));
      const before = await filesOf(root);
      answers["/1.0/water.json"] = api("/water", "title");
      Object.assign(answers, broken);
      const settings = { captured: "2030-01", ...quickly };
      const again =
        command === "pin"
          ? pinProject({ ...options(["/coffee", "/water"]), ...settings })
          : updateProject({ root, base, ...settings });
      const failure = await again.catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(SchemaError);
      expect((failure as SchemaError).message).toMatch(message);
      expect(await filesOf(root)).toEqual(before);
      expect((await readdir(root)).sort()).toEqual(["ovh", "ovh-pins.lock.json"]);
    });
  });

  test("for an API that is not served", async () => {
    await pinProject(options(["/coffee"]));
    const before = await filesOf(root);
    await expect(pinProject(options(["/coffee", "/beer"]))).rejects.toThrow(
      /\/1\.0\/, at apis: there is no API \/beer; there are \/coffee, /,
    );
    expect(await filesOf(root)).toEqual(before);
  });

  test("for a first pin that is refused", async () => {
    answers["/1.0/coffee.json"] = cutOff;
    await expect(pinProject({ ...options(["/coffee"]), ...quickly })).rejects.toThrow(SchemaError);
    expect(await readdir(root)).toEqual([]);
  });

  test("where the folder holds something else", async () => {
    await mkdir(join(root, "ovh"));
    await writeFile(join(root, "ovh/mine.ts"), "");
    await expect(pinProject(options())).rejects.toThrow(
      /ovh: it holds mine\.ts, which ovh-pins\.lock\.json does not speak of/,
    );
    expect(Object.keys(await filesOf(root))).toEqual(["ovh/mine.ts"]);
    expect(requests).toEqual([]);
  });

  test.each([
    ["a lock that is no JSON", "ovh-pins.lock.json", () => "{", /ovh-pins\.lock\.json: not JSON/],
    [
      "a lock of another format",
      "ovh-pins.lock.json",
      (text: string) => text.replace('"format": 1', '"format": 2'),
      /at format: format 1 expected/,
    ],
    [
      "a lock that leads outside",
      "ovh-pins.lock.json",
      (text: string) => text.replace('"output": "ovh"', '"output": "../ovh"'),
      /at output: a folder below the lock's/,
    ],
    [
      "a lock with another hash",
      "ovh-pins.lock.json",
      (text: string) => text.replace(/"pinned": "./, '"pinned": "0'),
      /at endpoints: not what is pinned/,
    ],
    [
      "a pin that was edited",
      "ovh/schemas/ovh-ca/v1/coffee.json",
      (text: string) => text.replace("name", "title"),
      /coffee\.json: not what was pinned/,
    ],
    [
      "a pin of no endpoint",
      "ovh/schemas/ovh-ca/pin.json",
      (text: string) => text.replace('"ovh-ca"', '"*/evil()"'),
      /pin\.json, at endpoint: an endpoint such as ovh-eu expected/,
    ],
  ])("for %s, when clients are generated", async (_, name, edit, message) => {
    await pinProject(options(["/coffee"]));
    const file = join(root, name);
    await writeFile(file, edit(await readFile(file, "utf8")));
    const copy = await mkdtemp(join(tmpdir(), "ovh-typed-copy-"));
    await cp(root, copy, { recursive: true });
    await expect(generateProject(root)).rejects.toThrow(message);
    expect(await filesOf(root)).toEqual(await filesOf(copy));
    await rm(copy, { recursive: true });
  });

  test.each(["../ovh", "/tmp/ovh", "a/../../ovh", "."])(
    "for the folder %s, which is not below the lock's",
    async (output) => {
      await expect(pinProject({ ...options(), output })).rejects.toThrow(
        /at output: a folder below the lock's expected/,
      );
      expect(await readdir(root)).toEqual([]);
      expect(requests).toEqual([]);
    },
  );

  test("where a lock that was edited leads to the project's own files", async () => {
    await pinProject(options(["/coffee"]));
    await mkdir(join(root, "src"));
    await writeFile(join(root, "src/index.ts"), "mine");
    const lock = join(root, "ovh-pins.lock.json");
    await writeFile(lock, (await readFile(lock, "utf8")).replace('"output": "ovh"', '"output": "src"'));
    await expect(pinProject(options(["/coffee"]))).rejects.toThrow(/src: it holds index\.ts/);
    await expect(generateProject(root)).rejects.toThrow(/at endpoints: not what is pinned/);
    expect(await readFile(join(root, "src/index.ts"), "utf8")).toBe("mine");
  });

  test("without a lock there is nothing to generate", async () => {
    await expect(generateProject(root)).rejects.toThrow(
      /ovh-pins\.lock\.json: there is no such file: pin schemas first/,
    );
    expect(await readdir(root)).toEqual([]);
  });
});
