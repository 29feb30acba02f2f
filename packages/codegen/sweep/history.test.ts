import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { servePins } from "../history/serve.mjs";
import { diffSchemas, pull, type PullReport, readSnapshots } from "../src/index.js";
import { captured, history, reference, v1 } from "../test/captures.js";

test("all captures are pulled as they were, what has changed is told, and what loses too much at once is refused", async () => {
  const schemas = await mkdtemp(join(tmpdir(), "history-"));
  const server = await servePins(
    new Map(
      history.flatMap(({ label, snapshot: { versions, apis } }) =>
        Object.keys(versions).map((version) => [
          `${label}/${version}`,
          apis.filter((api) => api.version === version).map(({ pin }) => pin),
        ]),
      ),
    ),
  );
  onTestFinished(async () => {
    server.close();
    await rm(schemas, { recursive: true });
  });
  const pulled: PullReport[] = [];
  const pullCapture = async (label: string, acceptRemovals = false): Promise<void> => {
    const targets = Object.entries(captured.get(label)!.versions).map(([version, { source }]) => ({
      endpoint: "ovh-eu",
      version,
      base: `${server.url}/${label}/${version}`,
      source,
    }));
    pulled.push(...(await pull({ schemas, targets, captured: "2026-01-01", acceptRemovals })));
  };

  await pullCapture("2023-03");
  await pullCapture("2023-05");
  await expect(pullCapture("2024-06")).rejects.toThrow(
    "357 of 6142 pinned operations (5.8 %, more than 5 %) are gone, such as DELETE /",
  );
  const [before] = await readSnapshots(schemas);
  expect(before!.apis).toEqual(v1("2023-05").apis);
  await pullCapture("2024-06", true);
  await pullCapture("2026-08");
  await pullCapture("newest");

  const summaries = pulled.filter(({ version, diff }) => version === "v1" && diff !== undefined);
  const newest = diffSchemas([v1("2026-08")], [v1("newest")]).summary;
  expect(summaries.map(({ diff }) => diff!.summary)).toEqual([
    ...reference.map(({ from, to }) => diffSchemas([v1(from)], [v1(to)]).summary),
    newest,
  ]);
  const [after] = await readSnapshots(schemas);
  expect(after!.apis).toEqual(captured.get("newest")!.apis);
});
