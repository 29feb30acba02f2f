import { parseType } from "../dialect/type-expression.js";
import type { Models } from "../openapi/models.js";
import { propertiesIn } from "../openapi/views.js";
import { parseField, type PinnedOperation } from "../pin/notation.js";
import type { Fields, Found, Pairs, Sides } from "./pairs.js";

/** An operation, and the models of its API. */
export interface OperationOf {
  readonly operation: PinnedOperation;
  readonly models: Models;
}

/** Compares an operation with its newer self: what it says of itself, what it takes and what it answers. */
export function compareOperations(before: OperationOf, after: OperationOf, pairs: Pairs): Found {
  const found: Found = { changes: [], pairs: new Set() };
  compareStatements(before.operation, after.operation, found);
  const models = { before: before.models, after: after.models };
  const request = { ...models, direction: "request" } as const;
  for (const kind of ["path", "query", "headers", "others"] as const) {
    const [from, to] = [before.operation[kind], after.operation[kind]];
    if (from !== undefined || to !== undefined)
      pairs.compareFields(fieldsOf(from), fieldsOf(to), request, `${kind}.`, found);
  }
  compareBodies(before, after, request, pairs, found);
  compareAnswers(before.operation, after.operation, { ...models, direction: "answer" }, pairs, found);
  return found;
}

function compareStatements(before: PinnedOperation, after: PinnedOperation, { changes }: Found): void {
  const tell = (
    rule: "operation-status" | "operation-deprecation" | "operation-iam" | "operation-errors" | "operation-id",
    from: string | undefined,
    to: string | undefined,
  ): void => {
    if (from !== to) changes.push({ rule, place: "", from: from ?? "none", to: to ?? "none" });
  };
  const statusOf = ({ status = "PRODUCTION" }: PinnedOperation): string => status;
  if (statusOf(before) === statusOf(after)) tell("operation-deprecation", datesOf(before), datesOf(after));
  else tell("operation-status", statusOf(before), statusOf(after));
  tell("operation-iam", before.iam?.join(", "), after.iam?.join(", "));
  tell("operation-errors", before.errors?.join(", "), after.errors?.join(", "));
  tell("operation-id", before.operationId, after.operationId);
  if (before.unsigned !== after.unsigned) {
    changes.push({ rule: after.unsigned ? "operation-unsigned" : "operation-signed", place: "" });
  }
  if (proseOf(before) !== proseOf(after)) changes.push({ rule: "operation-description", place: "" });
}

function datesOf({ deprecated }: PinnedOperation): string | undefined {
  if (deprecated === undefined) return undefined;
  const { since, deletion, replacement } = deprecated;
  return [since && `deprecated ${since}`, deletion && `deletion ${deletion}`, replacement && `instead ${replacement}`]
    .filter(Boolean)
    .join(", ");
}

function proseOf({ description, longDescription, descriptions }: PinnedOperation): string {
  return JSON.stringify([description, longDescription, descriptions]);
}

function fieldsOf(fields: Readonly<Record<string, string>> = {}): Fields {
  const properties = Object.entries(fields).map(([name, text]) => {
    const field = parseField(text);
    return [name, { ...field, type: parseType(field.type) }] as const;
  });
  return new Map(properties);
}

/** Fields that become one model, or a model that becomes fields, travel alike: both are compared as fields then. */
function compareBodies(before: OperationOf, after: OperationOf, request: Sides, pairs: Pairs, found: Found): void {
  const from = before.operation.body;
  const to = after.operation.body;
  if (from === undefined && to === undefined) return;
  const one = sentFields(before);
  const other = sentFields(after);
  const areWhole = typeof from === "string" && typeof to === "string";
  if (one !== undefined && other !== undefined && !areWhole) pairs.compareFields(one, other, request, "body.", found);
  else pairs.compareFields(wholeBody(from), wholeBody(to), request, "", found);
}

/** The fields that a body is sent as; undefined where it is no object. */
function sentFields({ operation: { body }, models }: OperationOf): Fields | undefined {
  if (typeof body !== "string") return fieldsOf(body);
  const model = models.get(parseField(body).type);
  return model === undefined || model.members !== undefined ? undefined : propertiesIn("write", model);
}

/** The body as one field, called `body`. */
function wholeBody(body: PinnedOperation["body"]): Fields {
  return fieldsOf(typeof body === "string" ? { body } : {});
}

function compareAnswers(
  before: PinnedOperation,
  after: PinnedOperation,
  answer: Sides,
  pairs: Pairs,
  found: Found,
): void {
  const from = answersOf(before);
  const to = answersOf(after);
  for (const [status, type] of Object.entries(from)) {
    const newer = to[status];
    if (newer === undefined) found.changes.push({ rule: "answer-removed", place: placeOf(status), from: type });
    else pairs.compareTypes(parseType(type), parseType(newer), answer, placeOf(status), found);
  }
  for (const [status, type] of Object.entries(to)) {
    if (from[status] === undefined) found.changes.push({ rule: "answer-added", place: placeOf(status), to: type });
  }
}

function placeOf(status: string): string {
  return status === "200" ? "answer" : `answer ${status}`;
}

/** What an operation answers, by status; nothing (void) is left out. */
function answersOf({ returns, responses }: PinnedOperation): Readonly<Record<string, string>> {
  if (responses === undefined) return returns === undefined ? {} : { "200": returns };
  return Object.fromEntries(Object.entries(responses).filter(([, type]) => type !== "void"));
}
