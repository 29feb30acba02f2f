import { byCodeUnit } from "../compare.js";
import { pathPrefix } from "../openapi/document.js";
import { type Model, Models } from "../openapi/models.js";
import type { PinnedOperation } from "../pin/notation.js";
import { dialectChanges } from "./dialect-changes.js";
import { throughDocuments } from "./documents.js";
import { type Finding, type FindingIdentity, fingerprintOf } from "./finding.js";
import { compareOperations, type OperationOf } from "./operations.js";
import { type Change, type Found, Pairs } from "./pairs.js";
import { findingClasses, rules } from "./rules.js";
import type { Snapshot } from "./snapshot.js";

/** What two snapshots differ in, in figures. */
export interface DiffSummary {
  readonly operations: {
    readonly added: number;
    readonly removed: number;
    /** How many of those that are gone had been marked deprecated. */
    readonly removedAnnounced: number;
    /** How many of those in both no longer take or answer what they did. */
    readonly breaking: number;
    /** How many of those in both differ in members of enums alone: more in an answer, fewer in a request. */
    readonly soft: number;
    /** How many of those in both work as before. */
    readonly compatible: number;
  };
  /** Each counts once in every API that defines it. */
  readonly models: { readonly added: number; readonly removed: number; readonly changed: number };
}

/** What two snapshots differ in. */
export interface Diff {
  /** What has to be known to read it: that two endpoints are compared. */
  readonly notes: readonly string[];
  readonly summary: DiffSummary;
  /** The worst first, then by what they are of. */
  readonly findings: readonly Finding[];
}

/**
 * Compares schemas with newer ones, endpoint by endpoint. Where a side has one endpoint alone, only that is
 * compared; where both have, they are, whatever they are called.
 *
 * @param before As {@link readSnapshots} reads them.
 */
export function diffSchemas(before: readonly Snapshot[], after: readonly Snapshot[]): Diff {
  const one = before.length === 1 ? before[0] : after.length === 1 ? counterpart(after[0]!, before) : undefined;
  const other = after.length === 1 ? after[0] : before.length === 1 ? counterpart(before[0]!, after) : undefined;
  if (one !== undefined && other !== undefined) return diffSnapshots(one, other);
  const endpoints = [...new Set([...before, ...after].map(({ endpoint }) => endpoint))].sort(byCodeUnit);
  const diffs = endpoints.map((endpoint) => {
    const ofEndpoint = (snapshots: readonly Snapshot[]): Snapshot =>
      counterpart({ endpoint }, snapshots) ?? { endpoint, versions: {}, apis: [] };
    const { notes, summary, findings } = diffSnapshots(ofEndpoint(before), ofEndpoint(after));
    return { notes, summary, findings: findings.map((finding) => ({ endpoint, ...finding })) };
  });
  return {
    notes: diffs.flatMap(({ notes }) => notes),
    summary: sumOf(diffs.map(({ summary }) => summary)),
    findings: sortFindings(diffs.flatMap(({ findings }) => findings)),
  };
}

/** The same endpoint among others. */
function counterpart({ endpoint }: Pick<Snapshot, "endpoint">, others: readonly Snapshot[]): Snapshot | undefined {
  return others.find((other) => other.endpoint === endpoint);
}

function sumOf(summaries: readonly DiffSummary[]): DiffSummary {
  const sum = <T extends Readonly<Record<keyof T, number>>>(all: readonly T[], zero: T): T =>
    Object.fromEntries(
      Object.keys(zero).map((key) => [key, all.reduce((total, one) => total + one[key as keyof T], 0)]),
    ) as T;
  return {
    operations: sum(
      summaries.map(({ operations }) => operations),
      noOperations,
    ),
    models: sum(
      summaries.map(({ models }) => models),
      noModels,
    ),
  };
}

const noOperations = { added: 0, removed: 0, removedAnnounced: 0, breaking: 0, soft: 0, compatible: 0 };
const noModels = { added: 0, removed: 0, changed: 0 };

function diffSnapshots(older: Snapshot, newer: Snapshot): Diff {
  const areOfDocuments = older.isOfDocuments || newer.isOfDocuments;
  const [before, after] = areOfDocuments ? [throughDocuments(older), throughDocuments(newer)] : [older, newer];
  const dialect = dialectChanges(before, after);
  const old = read(dialect.before);
  const now = read(after);
  const pairs = new Pairs();
  const findings = new Findings();
  for (const change of dialect.findings) findings.add(change, []);
  const operations = { ...noOperations };

  for (const [key, one] of old.operations) {
    const other = now.operations.get(key);
    if (other === undefined) {
      const announced = one.operation.status === "DEPRECATED";
      operations.removed++;
      if (announced) operations.removedAnnounced++;
      const told = { announced, ...replacementOf(one.operation) };
      findings.add({ rule: "operation-removed", operation: key }, [key], told);
    } else {
      const found = compareOperations(one, other, pairs);
      const held = pairs.heldBy(found);
      for (const pair of held) pair.operations.add(key);
      operations[verdictOn([found, ...held])]++;
      for (const change of found.changes) {
        const told = change.rule === "operation-status" ? replacementOf(other.operation) : {};
        findings.add(identityOf(change, { operation: key }), [key], told);
      }
    }
  }
  for (const key of now.operations.keys()) {
    if (old.operations.has(key)) continue;
    operations.added++;
    findings.add({ rule: "operation-added", operation: key }, [key]);
  }
  const differing = new Set<Model>();
  for (const { model, changes, operations: holders } of pairs) {
    if (changes.length > 0) differing.add(model);
    for (const change of changes) findings.add(identityOf(change, { model: model.name }), holders);
  }
  const models = compareModels(old, now, differing, findings);
  return { notes: notesOn(before, after), summary: { operations, models }, findings: findings.all() };
}

function notesOn(before: Snapshot, after: Snapshot): string[] {
  const hostsOf = ({ versions }: Snapshot): string[] => [
    ...new Set(Object.values(versions).map(({ source }) => new URL(source).host)),
  ];
  const [from, to] = [hostsOf(before), hostsOf(after)];
  if (from.length === 0 || to.length === 0 || to.some((host) => from.includes(host))) return [];
  return [`two endpoints are compared: ${before.endpoint} with ${after.endpoint}`];
}

/** A snapshot as it is compared: operations and models of all its APIs. */
interface ReadSnapshot {
  /** By method and the client's path. */
  readonly operations: ReadonlyMap<string, OperationOf>;
  /** By API and name. */
  readonly models: ReadonlyMap<string, ModelOf>;
}

/** A model of an API, and what defines it as text. */
interface ModelOf {
  readonly api: string;
  readonly name: string;
  readonly text: string;
  readonly models: Models;
}

function read({ apis }: Snapshot): ReadSnapshot {
  const operations = new Map<string, OperationOf>();
  const models = new Map<string, ModelOf>();
  for (const { version, pin, overrides } of apis) {
    const own = new Models(pin, overrides);
    const prefix = pathPrefix(version);
    for (const [key, operation] of Object.entries(pin.operations)) {
      operations.set(key.replace(" ", ` ${prefix}`), { operation, models: own });
    }
    const api = `${prefix}${pin.api}`;
    for (const [name, { enum: members, properties, generics }] of Object.entries(pin.models)) {
      models.set(`${api} ${name}`, { api, name, text: JSON.stringify([members, properties, generics]), models: own });
    }
  }
  return { operations, models };
}

function replacementOf({ deprecated }: PinnedOperation): Pick<Finding, "replacement"> {
  return deprecated?.replacement === undefined ? {} : { replacement: deprecated.replacement };
}

function verdictOn(found: readonly Found[]): "breaking" | "soft" | "compatible" {
  let verdict: "soft" | "compatible" = "compatible";
  for (const { changes } of found) {
    for (const { rule } of changes) {
      const { class: meaning } = rules[rule];
      if (meaning === "breaking-requests" || meaning === "breaking-answers") return "breaking";
      if (meaning === "soft") verdict = "soft";
    }
  }
  return verdict;
}

function identityOf(
  { rule, place, from, to }: Change,
  subject: { operation: string } | { model: string },
): FindingIdentity {
  return {
    rule,
    ...subject,
    ...(place !== "" && { place }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function compareModels(
  old: ReadSnapshot,
  now: ReadSnapshot,
  differing: ReadonlySet<Model>,
  findings: Findings,
): Diff["summary"]["models"] {
  const counts = { ...noModels };
  for (const [key, one] of old.models) {
    const other = now.models.get(key);
    if (other === undefined) {
      counts.removed++;
      findings.add({ rule: "model-removed", model: one.name, api: one.api }, []);
    } else if (one.text !== other.text) {
      counts.changed++;
      const model = other.models.get(other.name);
      if (model === undefined || !differing.has(model))
        findings.add({ rule: "model-changed", model: other.name, api: other.api }, []);
    }
  }
  for (const [key, { name, api }] of now.models) {
    if (old.models.has(key)) continue;
    counts.added++;
    findings.add({ rule: "model-added", model: name, api }, []);
  }
  return counts;
}

/** Findings, each once with all the operations that it touches. */
class Findings {
  readonly #known = new Map<
    string,
    { readonly finding: Omit<Finding, "operations">; readonly operations: Set<string> }
  >();

  add(
    identity: FindingIdentity,
    operations: Iterable<string>,
    more: Pick<Finding, "announced" | "replacement"> = {},
  ): void {
    const fingerprint = fingerprintOf(identity);
    let known = this.#known.get(fingerprint);
    if (known === undefined) {
      const { rule, ...rest } = identity;
      const finding = { rule, class: rules[rule].class, fingerprint, ...rest, ...more };
      this.#known.set(fingerprint, (known = { finding, operations: new Set() }));
    }
    for (const operation of operations) known.operations.add(operation);
  }

  all(): Finding[] {
    return sortFindings(
      [...this.#known.values()].map(({ finding, operations }) => ({
        ...finding,
        operations: [...operations].sort(byCodeUnit),
      })),
    );
  }
}

function sortFindings(findings: readonly Finding[]): Finding[] {
  const keyed = findings.map((finding) => {
    const { class: meaning, endpoint = "", operation = "", model = "", api = "", place = "", rule } = finding;
    const subject = [endpoint, operation, model, api, place, rule].join("\n");
    // That a model is there or not comes behind what operations show.
    return { finding, rank: findingClasses.indexOf(meaning) * 2 + (api === "" ? 0 : 1), subject };
  });
  keyed.sort((one, other) => one.rank - other.rank || byCodeUnit(one.subject, other.subject));
  return keyed.map(({ finding }) => finding);
}
