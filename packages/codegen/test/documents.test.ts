import { describe, expect, test } from "vitest";
import { throughDocuments } from "../src/diff/documents.js";
import { diffSchemas, readSnapshots } from "../src/index.js";
import { schemas } from "./pins.js";

// A package is compared by its OpenAPI documents: they have to tell all that a pin tells of operations.

describe.each(await readSnapshots(schemas))("the documents of $endpoint", (pin) => {
  const { isOfDocuments: _, ...told } = throughDocuments(pin);

  test("tell of every operation what its pin tells", () => {
    const { summary, findings: all } = diffSchemas([pin], [told]);
    // Two operations of telephony do not declare this variable: documents take it from others.
    const findings = all.filter(({ place }) => place !== "path.queueId");
    expect(findings.filter(({ operation }) => operation !== undefined)).toEqual([]);
    expect(findings.filter(({ operations }) => operations.length > 0)).toEqual([]);
    expect(summary.operations).toMatchObject({ added: 0, removed: 0, breaking: 0, soft: 0 });
  });
});

test("what is compared with documents is read from documents too", async () => {
  const [pin] = await readSnapshots(schemas, ["kimsufi-eu"]);
  expect(diffSchemas([pin!], [throughDocuments(pin!)])).toMatchObject({ findings: [] });
});
