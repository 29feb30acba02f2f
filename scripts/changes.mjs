// Writes docs/changes/<endpoint>.md: what has changed of an endpoint's schemas from one capture to the next.
//
//   node scripts/changes.mjs <endpoint> [<label>=<base URL>[,<base URL>…]…]
//
// With labels and base URLs (`2026-08=https://eu.api.ovh.com/v1,https://eu.api.ovh.com/v2`) it captures the schemas that
// are served there and keeps them in place of those captures that it has of these labels; the order of labels is that of
// the alphabet, and `newest` is the last.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diffSchemas, findingClasses, pull, readManifest, readSnapshots, rules } from "@ovh-typed/codegen";
import { readHistory, writeHistory } from "../packages/codegen/history/history.mjs";
import { args, root } from "./workspace.mjs";

const [endpoint, ...wanted] = args;
if (endpoint === undefined) throw new Error("Name an endpoint, such as ovh-eu.");
const pinned = (await readManifest(join(root, "schemas"), endpoint)).versions;
if (wanted.length > 0) await capture();
const history = await readHistory(endpoint);
const file = join(root, "docs", "changes", `${endpoint}.md`);
await mkdir(join(root, "docs", "changes"), { recursive: true });
await writeFile(file, describe());
console.log(file);

async function capture() {
  const kept = new Map((await readHistory(endpoint).catch(none)).map((one) => [one.label, one]));
  for (const text of wanted) {
    const [label, bases = ""] = text.split("=", 2);
    kept.set(label, { label, snapshot: await captureFrom(bases.split(",")) });
  }
  const order = ({ label }) => (label === "newest" ? "~" : label);
  await writeHistory(
    endpoint,
    [...kept.values()].sort((one, other) => (order(one) < order(other) ? -1 : 1)),
  );
}

function none(error) {
  if (error.code === "ENOENT") return [];
  throw error;
}

async function captureFrom(bases) {
  const schemas = await mkdtemp(join(tmpdir(), "changes-"));
  try {
    const targets = bases.map((base) => {
      const version = /\/(v\d+)\/*$/.exec(base)?.[1] ?? "v1";
      return { endpoint, version, base, source: pinned[version].source };
    });
    await pull({ schemas, targets });
    const [{ versions, ...snapshot }] = await readSnapshots(schemas);
    const facts = Object.entries(versions).map(([version, { source, dialect }]) => [version, { source, dialect }]);
    return { ...snapshot, versions: Object.fromEntries(facts) };
  } finally {
    await rm(schemas, { recursive: true });
  }
}

/** What both captures have versions of: one that was not captured before is not new. */
function diffOf(before, after) {
  const of = ({ versions, apis, ...rest }) => ({
    ...rest,
    versions,
    apis: apis.filter(
      ({ version }) => Object.hasOwn(before.versions, version) && Object.hasOwn(after.versions, version),
    ),
  });
  return diffSchemas([of(before)], [of(after)]);
}

function describe() {
  const steps = history.slice(1).map((after, index) => {
    const before = history[index];
    return { name: `${before.label} → ${after.label}`, diff: diffOf(before.snapshot, after.snapshot) };
  });
  const rows = steps.map(({ name, diff: { summary } }) => {
    const { added, removed, removedAnnounced, breaking, soft, compatible } = summary.operations;
    const models = Object.values(summary.models).map(counted).join(", ");
    const removals = `${counted(removed)} (${counted(removedAnnounced)})`;
    return [name, counted(added), removals, counted(breaking), counted(soft), counted(compatible), models];
  });
  const classes = steps.map(({ name, diff: { findings } }) => [
    name,
    ...findingClasses.map((meaning) => counted(findings.filter((finding) => finding.class === meaning).length)),
  ]);
  return `# What has changed of ${endpoint}

Made by \`pnpm schemas:changes ${endpoint}\` from ${history.length} captures of the schemas that the endpoint serves, with the rules of
\`ovh-typed schema diff\`. ${versionsNote()}

An operation of both captures is _breaking_ where what was written against the older may be refused, or may find another
answer than it expects; it is _soft_ where no more than enums have changed: more values in an answer, fewer in a request.

${table(["", "added", "removed (announced)", "breaking", "soft", "compatible", "models added, removed, changed"], rows)}

Findings by class; one of a model counts once, however many operations it touches:

${table(["", ...findingClasses], classes)}
${steps.map(describeStep).join("")}`;
}

function versionsNote() {
  const late = Object.keys(history.at(-1).snapshot.versions).filter(
    (version) => !(version in history[0].snapshot.versions),
  );
  const notes = late.map((version) => {
    const { label } = history.find(({ snapshot }) => version in snapshot.versions);
    return `${version} was captured first in ${label}, and is compared from then on.`;
  });
  return notes.join(" ");
}

function describeStep({ name, diff: { findings } }) {
  const removed = findings.filter(({ rule }) => rule === "operation-removed");
  const breaking = findings.filter(
    ({ rule, class: meaning }) => meaning.startsWith("breaking-") && rule !== "operation-removed",
  );
  return `
## ${name}

### Operations that are gone

${removed.length === 0 ? "None." : removed.map(describeRemoval).join("\n")}

### Operations that break

${breakingOperations(breaking)}
`;
}

function describeRemoval({ operation, announced, replacement }) {
  const instead = replacement === undefined ? "" : `; instead: \`${replacement.replaceAll("`", "'")}\``;
  return `- \`${operation}\`${announced ? ` (announced${instead})` : ""}`;
}

/** Every operation, with all that breaks it. */
function breakingOperations(findings) {
  const causes = new Map();
  for (const finding of findings) {
    const where = [finding.model, finding.place].filter(Boolean).join(".");
    const cause = `${where === "" ? "" : `\`${where}\` `}${rules[finding.rule].says(finding)}`;
    for (const operation of finding.operations) causes.set(operation, [...(causes.get(operation) ?? []), cause]);
  }
  // Operations that break alike are told together.
  const alike = new Map();
  for (const operation of [...causes.keys()].sort()) {
    const cause = causes.get(operation).join("; ");
    alike.set(cause, [...(alike.get(cause) ?? []), operation]);
  }
  if (alike.size === 0) return "None.";
  return [...alike]
    .map(([cause, operations]) => `- ${operations.map((operation) => `\`${operation}\``).join(", ")}: ${cause}`)
    .join("\n");
}

function table(titles, rows) {
  const lines = [titles, titles.map((_, index) => (index === 0 ? "---" : "--:")), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function counted(count) {
  return new Intl.NumberFormat("en").format(count);
}
