import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readHistory } from "../history/history.mjs";
import { servePins } from "../history/serve.mjs";
import {
  type Diff,
  type DiffSummary,
  diffSchemas,
  pull,
  type PullReport,
  readSnapshots,
  type Snapshot,
} from "../src/index.js";

// What OVH has changed in three years, by captures of ovh-eu.

const history = await readHistory("ovh-eu");
const captured = new Map(history.map(({ label, snapshot }) => [label, snapshot]));

/** The first version of a capture: others were captured later. */
function v1(label: string): Snapshot {
  const { apis, ...rest } = captured.get(label)!;
  return { ...rest, apis: apis.filter(({ version }) => version === "v1") };
}

/** What somebody else counted who looked at the same captures, as strict TypeScript sees them. */
const reference: readonly {
  from: string;
  to: string;
  counted: DiffSummary;
  differs: Record<string, [number, string]>;
}[] = [
  {
    from: "2023-03",
    to: "2023-05",
    counted: {
      operations: { added: 13, removed: 28, removedAnnounced: 3, breaking: 1, soft: 654, compatible: 5474 },
      models: { added: 29, removed: 23, changed: 38 },
    },
    differs: {},
  },
  {
    from: "2023-05",
    to: "2024-06",
    counted: {
      operations: { added: 235, removed: 357, removedAnnounced: 121, breaking: 326, soft: 332, compatible: 5127 },
      models: { added: 807, removed: 346, changed: 358 },
    },
    differs: {
      "operations.breaking": [335, "11 have to be signed now, which no type shows; 2 answer now where they did not"],
      "operations.compatible": [5118, "the same 9"],
      "models.changed": [357, "one; what of a model counts there is not known, here it is every flag of a property"],
    },
  },
  {
    from: "2024-06",
    to: "2026-08",
    counted: {
      operations: { added: 562, removed: 184, removedAnnounced: 90, breaking: 102, soft: 437, compatible: 5297 },
      models: { added: 580, removed: 337, changed: 521 },
    },
    differs: {
      "models.removed": [237, "of 5,354 models 5,697 have become, with 580 new ones: 337 is a slip"],
      "models.changed": [534, "what of a model counts there is not known"],
    },
  },
];

/** `{ operations: { added: 1 } }` → `operations.added` → 1. */
function figuresOf(summary: DiffSummary): [string, number][] {
  return Object.entries(summary).flatMap(([group, counts]) =>
    Object.entries(counts as Record<string, number>).map(([what, count]): [string, number] => [
      `${group}.${what}`,
      count,
    ]),
  );
}

describe.each(reference)("$from → $to", ({ from, to, counted, differs }) => {
  const diff = diffSchemas([v1(from)], [v1(to)]);

  test("agrees with the reference, but where it is told why not", () => {
    const expected = figuresOf(counted).map(([figure, count]) => [figure, differs[figure]?.[0] ?? count]);
    expect(figuresOf(diff.summary)).toEqual(expected);
  });

  test("is explained: what differs by what no type shows, or the reference takes otherwise", () => {
    const breaking = (changed: Diff, without: string): number => {
      const findings = changed.findings.filter(
        ({ class: meaning, rule }) =>
          meaning.startsWith("breaking-") && rule !== "operation-removed" && rule !== without,
      );
      return new Set(findings.flatMap(({ operations }) => operations)).size;
    };
    expect(breaking(diff, "")).toBe(diff.summary.operations.breaking);
    const answering = diff.findings
      .filter(({ rule }) => rule === "answer-added")
      .flatMap(({ operations }) => operations);
    const expected = to === "2024-06" ? counted.operations.breaking - answering.length : counted.operations.breaking;
    expect(breaking(diff, "operation-signed")).toBe(expected);
  });

  test("counts every operation of both once", () => {
    const count = ({ apis }: Snapshot): number =>
      apis.reduce((total, { pin }) => total + Object.keys(pin.operations).length, 0);
    const { added, removed, breaking, soft, compatible } = diff.summary.operations;
    expect(breaking + soft + compatible).toBe(count(v1(from)) - removed);
    expect(breaking + soft + compatible).toBe(count(v1(to)) - added);
  });
});

test("2023-03 → 2023-05 breaks one operation", () => {
  const { findings } = diffSchemas([v1("2023-03")], [v1("2023-05")]);
  expect(
    findings.filter(({ class: meaning, rule }) => meaning.startsWith("breaking-") && rule !== "operation-removed"),
  ).toMatchObject([
    {
      rule: "answer-type",
      class: "breaking-answers",
      model: "hosting.web.Service",
      place: "datacenter",
      from: "hosting.web.DatacenterEnum",
      to: "string",
      operations: ["GET /hosting/web/{serviceName}"],
    },
  ]);
});

describe("pulled one after the other", () => {
  let schemas: string;
  let server: Awaited<ReturnType<typeof servePins>>;
  const pulled: PullReport[] = [];

  beforeAll(async () => {
    schemas = await mkdtemp(join(tmpdir(), "history-"));
    server = await servePins(
      new Map(
        history.flatMap(({ label, snapshot: { versions, apis } }) =>
          Object.keys(versions).map((version) => [
            `${label}/${version}`,
            apis.filter((api) => api.version === version).map(({ pin }) => pin),
          ]),
        ),
      ),
    );
  });
  afterAll(async () => {
    server.close();
    await rm(schemas, { recursive: true });
  });

  async function pullCapture(label: string, acceptRemovals = false): Promise<PullReport[]> {
    const targets = Object.entries(captured.get(label)!.versions).map(([version, { source }]) => ({
      endpoint: "ovh-eu",
      version,
      base: `${server.url}/${label}/${version}`,
      source,
    }));
    const reports = await pull({ schemas, targets, captured: "2026-01-01", acceptRemovals });
    pulled.push(...reports);
    return reports;
  }

  test("captures are pinned as they were, and what has changed is told; of what is lost too much at once is refused", async () => {
    await pullCapture("2023-03");
    await pullCapture("2023-05");
    await expect(pullCapture("2024-06")).rejects.toThrow(
      "357 of 6142 pinned operations (5.8 %, more than 5 %) are gone, such as DELETE /",
    );
    const [before] = await readSnapshots(schemas);
    expect(before!.apis).toEqual(v1("2023-05").apis);
    await pullCapture("2024-06", true);
    await pullCapture("2026-08");

    const summaries = pulled.filter(({ version, diff }) => version === "v1" && diff !== undefined);
    expect(summaries.map(({ diff }) => diff!.summary)).toEqual(
      reference.map(({ from, to }) => diffSchemas([v1(from)], [v1(to)]).summary),
    );
    const [after] = await readSnapshots(schemas);
    expect(after!.apis).toEqual(captured.get("2026-08")!.apis);
  });
});

test("docs/changes tells these figures", async () => {
  const text = await readFile(fileURLToPath(new URL("../../../docs/changes/ovh-eu.md", import.meta.url)), "utf8");
  const number = (count: number): string => new Intl.NumberFormat("en").format(count);
  for (const { from, to } of reference) {
    const { operations, models } = diffSchemas([v1(from)], [v1(to)]).summary;
    const { added, removed, removedAnnounced, breaking, soft, compatible } = operations;
    const cells = [
      added,
      `${removed} (${removedAnnounced})`,
      breaking,
      soft,
      number(compatible),
      Object.values(models).join(", "),
    ];
    expect(text).toContain(`| ${from} → ${to} | ${cells.join(" | ")} |`);
  }
});
