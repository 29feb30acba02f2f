import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type Diff,
  diffSchemas,
  type Finding,
  findingClasses,
  formatMarkdown,
  formatText,
  readSnapshots,
  type RuleId,
  rules,
  SchemaError,
  type Snapshot,
} from "../src/index.js";
import { cases, type Side } from "./diff-table.js";
import { schemas } from "./pins.js";

const source = "https://eu.api.ovh.com/v1";
const dialect = { keys: ["operation.apiStatus"], primitives: [] };

function coffee({ operations = {}, models = {} }: Side, change: Partial<Snapshot> = {}): Snapshot {
  const pin = { api: "/coffee", operations, models };
  return {
    endpoint: "ovh-eu",
    versions: { v1: { source, dialect } },
    apis: [{ version: "v1", pin, overrides: {} }],
    ...change,
  };
}

function diff(before: Side, after: Side): Diff {
  return diffSchemas([coffee(before)], [coffee(after)]);
}

function line(finding: Finding): string {
  const { rule, operation, model, api, place } = finding;
  const subject = [operation ?? model, api && `of ${api}`, place].filter(Boolean).join(" ");
  return `${rule} ${subject}: ${rules[rule].says(finding)}`;
}

describe.each(cases)("$what", ({ before, after, finds, verdict }) => {
  test("is found", () => {
    const { findings } = diff(before, after);
    expect(findings.map(line)).toEqual(finds);
    for (const finding of findings) expect(finding.class).toBe(rules[finding.rule].class);
  });

  test.runIf(verdict)("counts as what it is", () => {
    const { breaking, soft, compatible } = diff(before, after).summary.operations;
    expect({ breaking, soft, compatible }).toEqual({ breaking: 0, soft: 0, compatible: 0, [verdict!]: 1 });
  });
});

test("every rule has a case", () => {
  const found = new Set(cases.flatMap(({ finds }) => finds.map((text) => text.slice(0, text.indexOf(" ")))));
  const elsewhere: RuleId[] = ["dialect-flag", "dialect-keys", "dialect-type"];
  expect([...found, ...elsewhere].sort()).toEqual(Object.keys(rules).sort());
});

test("docs/schemas.md names every rule by its class", async () => {
  const text = await readFile(fileURLToPath(new URL("../../../docs/schemas.md", import.meta.url)), "utf8");
  for (const meaning of findingClasses) {
    const named = new RegExp(`\\n- \`${meaning}\`:((?: \\S+|\\n {2}\\S+)+)`).exec(text)?.[1] ?? "";
    const expected = Object.entries(rules).flatMap(([id, rule]) => (rule.class === meaning ? [`\`${id}\``] : []));
    expect(named.trim().split(/,?\s+/).sort()).toEqual(expected.sort());
  }
});

test("what is compared with itself differs in nothing", () => {
  for (const { before } of cases) expect(diff(before, before).findings).toEqual([]);
});

// Not one within the other: that would exceed the stack. And not each with each: that would take hours.
test("a chain of 20,000 models, and enums of 100,000 members, are compared in a moment", () => {
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, number) => number);
  const side = (type: string, members: readonly string[]): Side => ({
    operations: { "GET /coffee": { returns: "a.Cup0" } },
    models: {
      ...Object.fromEntries(
        numbers(20_000).map((number) => [`a.Cup${number}`, { properties: { next: `a.Cup${number + 1}` } }]),
      ),
      "a.Cup20000": { properties: { of: type, kind: "a.KindEnum" } },
      "a.KindEnum": { enum: members },
    },
  });
  const members = numbers(100_000).map((number) => `kind ${number}`);
  const { findings } = diff(side("string", members), side("long", [...members.slice(1), "other"]));
  expect(findings.map(line)).toEqual([
    "answer-type a.Cup20000 of: is another type: string → long",
    'answer-enum-widened a.KindEnum: has more values: "other"',
    'answer-enum-narrowed a.KindEnum: has fewer values: without "kind 0"',
  ]);
});

describe("a finding", () => {
  const before: Side = {
    operations: { "GET /coffee": { returns: "a.Cup" } },
    models: { "a.Cup": { properties: { size: "long" } } },
  };
  const cup = { "a.Cup": { properties: { size: "string" } } };

  test("of a model is told once, with the operations that it touches", () => {
    const operations = {
      "GET /coffee": { returns: "a.Cup" },
      "GET /coffee/{id}": { returns: "a.Cup[]" },
      "POST /coffee": { returns: "a.Tray" },
    };
    const tray = { "a.Tray": { properties: { cup: "a.Cup" } } };
    const { findings, summary } = diff(
      { operations, models: { ...before.models, ...tray } },
      { operations, models: { ...cup, ...tray } },
    );
    expect(findings).toMatchObject([
      {
        rule: "answer-type",
        model: "a.Cup",
        place: "size",
        operations: ["GET /coffee", "GET /coffee/{id}", "POST /coffee"],
      },
    ]);
    expect(summary.operations.breaking).toBe(3);
  });

  test("of a model that several APIs define alike is told once", () => {
    const apis = (side: Side): Snapshot => {
      const pin = (api: string) => ({
        api,
        operations: { [`GET ${api}`]: { returns: "a.Cup" } },
        models: side.models!,
      });
      return coffee({}, { apis: ["/coffee", "/tea"].map((api) => ({ version: "v1", pin: pin(api), overrides: {} })) });
    };
    const { findings } = diffSchemas([apis(before)], [apis({ models: cup })]);
    expect(findings).toMatchObject([{ rule: "answer-type", operations: ["GET /coffee", "GET /tea"] }]);
  });

  test("keeps its fingerprint, whatever else differs and whatever it touches", () => {
    const fingerprint = (after: Side): string | undefined =>
      diff(before, after).findings.find(({ rule }) => rule === "answer-type")?.fingerprint;
    const alone = fingerprint({ ...before, models: cup });
    expect(alone).toMatch(/^[0-9a-f]{16}$/);
    expect(
      fingerprint({
        operations: { ...before.operations, "GET /coffee/{id}": { returns: "a.Cup" } },
        models: { ...cup, "a.Mug": { enum: [] } },
      }),
    ).toBe(alone);
    expect(fingerprint({ ...before, models: { "a.Cup": { properties: { size: "boolean" } } } })).not.toBe(alone);
  });

  test("has a fingerprint of its own", () => {
    const all = cases.flatMap((one) => diff(one.before, one.after).findings);
    const identities = all.map(({ rule, operation, model, api, place, from, to }) =>
      JSON.stringify({ rule, operation, model, api, place, from, to }),
    );
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(new Set(identities).size);
  });
});

describe("a change of the whole dialect", async () => {
  const [pin] = await readSnapshots(join(schemas, "ovh-us"));
  const rewrite = (change: (field: string, name: string) => string): Snapshot => ({
    ...pin!,
    apis: pin!.apis.map(({ pin: api, ...rest }) => {
      const models = Object.entries(api.models).map(([name, { properties, ...model }]) => {
        const changed = Object.entries(properties ?? {}).map(([key, field]) => [key, change(field, key)] as const);
        return [name, { ...model, ...(properties && { properties: Object.fromEntries(changed) }) }] as const;
      });
      return { ...rest, pin: { ...api, models: Object.fromEntries(models) } };
    }),
  });
  const withoutFlag = (field: string): string => field.replace(/!( ro)?$/, "$1");
  const withFlag = (field: string): string => field.replace(/!?( ro)?$/, "!$1");

  test("is one finding: a flag that turns everywhere", () => {
    const { findings, summary } = diffSchemas([rewrite(withoutFlag)], [rewrite(withFlag)]);
    expect(findings).toMatchObject([
      { rule: "dialect-flag", class: "dialect", place: "property.required", from: "false", to: "true" },
    ]);
    expect(summary.operations).toMatchObject({ breaking: 0, soft: 0, compatible: 2400 });
  });

  test("is one finding: another name of a type", () => {
    const { findings } = diffSchemas([pin!], [rewrite((field) => field.replace(/\bdatetime\b/, "instant"))]);
    expect(findings).toMatchObject([{ rule: "dialect-type", place: "type datetime", from: "datetime", to: "instant" }]);
  });

  test("hides nothing that changes besides", () => {
    const { findings } = diffSchemas(
      [rewrite(withoutFlag)],
      [rewrite((field, name) => withFlag(name === "email" ? field.replace("string", "long") : field))],
    );
    const found = findings.filter(({ rule }) => rule === "answer-type");
    expect(found.length).toBeGreaterThan(3);
    expect(new Set(found.map(({ place }) => place))).toEqual(new Set(["email"]));
    expect(findings.filter(({ rule }) => rule.startsWith("dialect-"))).toHaveLength(1);
  });

  test("is told of its keys", () => {
    const versions = { v1: { source, dialect: { ...dialect, keys: ["operation.responseTypes"] } } };
    const { findings } = diffSchemas([coffee({})], [coffee({}, { versions })]);
    expect(findings.map(line)).toEqual([
      "dialect-keys v1: schemas use keys that are new: operation.responseTypes; no longer: operation.apiStatus",
    ]);
  });
});

describe("endpoints", () => {
  const canada = { endpoint: "ovh-ca", versions: { v1: { source: "https://ca.api.ovh.com/v1", dialect } } };
  const get = { operations: { "GET /coffee": {} } };

  test("two of them are compared with each other, which is said", () => {
    const { notes, summary } = diffSchemas([coffee(get)], [coffee({}, canada)]);
    expect(notes).toEqual(["two endpoints are compared: ovh-eu with ovh-ca"]);
    expect(summary.operations.removed).toBe(1);
  });

  test("several are compared one by one, and findings say of which they are", () => {
    const { notes, summary, findings } = diffSchemas(
      [coffee({}), coffee(get, canada)],
      [coffee(get), coffee({}, canada)],
    );
    expect(notes).toEqual([]);
    expect(summary.operations).toMatchObject({ added: 1, removed: 1 });
    expect(findings).toMatchObject([
      { rule: "operation-removed", endpoint: "ovh-ca" },
      { rule: "operation-added", endpoint: "ovh-eu" },
    ]);
  });

  test("one alone is compared with the same among others", () => {
    const { summary } = diffSchemas([coffee({}), coffee({}, canada)], [coffee(get, canada)]);
    expect(summary.operations).toMatchObject({ added: 1, removed: 0 });
  });

  test("one that only one side has is new as a whole", () => {
    const { summary } = diffSchemas(
      [coffee({}), coffee({}, { ...canada, endpoint: "ovh-us" })],
      [coffee({}), coffee(get, canada)],
    );
    expect(summary.operations).toMatchObject({ added: 1, removed: 0 });
  });

  test("a second version has paths of its own", () => {
    const v2 = { ...coffee(get).apis[0]!, version: "v2" };
    const { findings } = diffSchemas([coffee(get)], [coffee(get, { apis: [...coffee(get).apis, v2] })]);
    expect(findings).toMatchObject([{ rule: "operation-added", operation: "GET /v2/coffee" }]);
  });
});

describe("a report", () => {
  const hostile: Side = {
    operations: {
      "GET /coffee": {
        status: "DEPRECATED",
        deprecated: { replacement: "`<img src=x>` @all\u001b[2J\u202e [x](y) \n# H" },
      },
    },
  };

  test("lists what it is asked for, and says how much more there is", () => {
    const operations = Object.fromEntries(["a", "b", "c"].map((name) => [`GET /coffee/${name}`, {}]));
    expect(
      formatText(diff({ operations, models: { "a.Cup": { enum: ["x"] } } }, {}), {
        most: 1,
        classes: ["breaking-requests"],
      }),
    ).toBe(
      `operations: 0 added, 3 removed (0 announced), 0 breaking, 0 soft, 0 compatible
models: 0 added, 1 removed, 0 changed

Breaking for requests (3)
  GET /coffee/a
    is gone, unannounced
  and 2 more`,
    );
  });

  test("has a title for every class", () => {
    const { findings } = diff(hostile, {});
    for (const meaning of findingClasses) {
      const text = formatText({ ...diff({}, {}), findings: [{ ...findings[0]!, class: meaning }] });
      expect(text).toMatch(/\n\n[A-Z][\w :]+ \(1\)\n {2}GET \/coffee\n/);
    }
  });

  test("takes none of OVH's words for a command, as text and as Markdown", () => {
    const found = diff(hostile, {});
    expect(formatText(found)).toContain("instead: `<img src=x>` @all [2J [x](y) # H");
    expect(formatMarkdown(found)).toContain(
      String.raw`- GET /coffee: is gone, as announced; instead: \`\<img src=x\>\` \@all \[2J \[x\](y) \# H`,
    );
  });
});

describe("a folder", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "snapshot-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const served = { apiVersion: "1.0", basePath: "https://eu.api.ovh.com/1.0" };
  const index = (version: string, ...paths: string[]): string =>
    JSON.stringify({ basePath: `https://eu.api.ovh.com/${version}`, apis: paths.map((path) => ({ path })) });
  const file = (path: string): string =>
    JSON.stringify({
      ...served,
      resourcePath: path,
      apis: [{ path, operations: [{ httpMethod: "GET", responseType: "string" }] }],
    });

  test("may be a pin, whatever it is called", async () => {
    await cp(join(schemas, "runabove-ca"), join(folder, "old"), { recursive: true });
    const snapshots = await readSnapshots(join(folder, "old"));
    expect(snapshots).toMatchObject([{ endpoint: "runabove-ca" }]);
    expect(diffSchemas(snapshots, await readSnapshots(join(schemas, "runabove-ca"))).findings).toEqual([]);
  });

  test("may be that of all pins", async () => {
    expect((await readSnapshots(schemas, ["kimsufi-eu", "ovh-us"])).map(({ endpoint }) => endpoint)).toEqual([
      "kimsufi-eu",
      "ovh-us",
    ]);
  });

  test("may hold what OVH serves, of one version or of each in its own", async () => {
    for (const version of ["1.0", "v2"]) {
      await mkdir(join(folder, version, "hot"), { recursive: true });
      await writeFile(join(folder, version, "index.json"), index(version, "/hot/coffee"));
      await writeFile(join(folder, version, "hot/coffee.json"), file("/hot/coffee"));
    }
    const both = await readSnapshots(folder);
    expect(both).toMatchObject([{ endpoint: "eu.api.ovh.com", apis: [{ version: "v1" }, { version: "v2" }] }]);
    const one = await readSnapshots(join(folder, "1.0"));
    expect(diffSchemas(one, both).findings).toMatchObject([
      { rule: "operation-added", operation: "GET /v2/hot/coffee" },
    ]);
  });

  test("may hold what OVH serves without its index", async () => {
    await mkdir(join(folder, "hot"));
    await writeFile(join(folder, "tea.json"), file("/tea"));
    await writeFile(join(folder, "hot/coffee.json"), file("/hot/coffee"));
    const [{ endpoint, apis }] = (await readSnapshots(folder)) as [Snapshot];
    expect(endpoint).toBe("eu.api.ovh.com");
    expect(apis.map(({ version, pin }) => `${version}${pin.api}`)).toEqual(["v1/hot/coffee", "v1/tea"]);
  });

  const wrong: [string, Record<string, string>, RegExp][] = [
    ["that is not there", {}, /missing: it cannot be read \(ENOENT\)/],
    ["of something else", { "missing/README.md": "x" }, /missing: neither a pin \(pin.json\), nor pins, nor schemas/],
    ["whose index is none", { "missing/index.json": "<html>" }, /index\.json: a JSON schema expected, found HTML/],
    [
      "that lacks a file",
      { "missing/index.json": index("1.0", "/coffee") },
      /coffee\.json: the index has this API, but its file is missing/,
    ],
    [
      "whose file is another API's",
      { "missing/index.json": index("1.0", "/coffee"), "missing/coffee.json": file("/tea") },
      /coffee\.json, at resourcePath/,
    ],
    [
      "whose base is none",
      { "missing/index.json": index("1.0", "/coffee").replace("https://", "") },
      /index\.json, at basePath: a URL expected/,
    ],
    ["whose pin is none", { "missing/pin.json": "{}" }, /pin\.json, at endpoint/],
  ];
  test.each(wrong)("%s is refused, with the file", async (_, files, message) => {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(join(folder, "missing"), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    const refusal = await readSnapshots(join(folder, "missing")).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(SchemaError);
    expect((refusal as Error).message).toMatch(message);
  });
});
