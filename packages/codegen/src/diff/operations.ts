import { byCodeUnit } from "../compare.js";
import { parseType } from "../dialect/type-expression.js";
import type { Models } from "../openapi/models.js";
import { propertiesIn } from "../openapi/views.js";
import { parseField, type PinnedOperation } from "../pin/notation.js";
import { type Fields, type Found, type Pairs, typed } from "./pairs.js";

/** An operation, and the models of its API. */
export interface OperationOf {
  readonly operation: PinnedOperation;
  readonly models: Models;
}

/** Compares an operation with its newer self: what it says of itself, what it takes and what it answers. */
export function compareOperations(before: OperationOf, after: OperationOf, pairs: Pairs): Found {
  const found: Found = { changes: [], pairs: new Set() };
  compareStatements(before.operation, after.operation, found);
  for (const kind of ["path", "query", "headers", "others"] as const) {
    const fields = ({ operation, models }: OperationOf): Fields => fieldsOf(operation[kind], models);
    pairs.compareFields(fields(before), fields(after), "request", `${kind}.`, found);
  }
  compareBodies(before, after, pairs, found);
  compareAnswers(before, after, pairs, found);
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

function fieldsOf(fields: Readonly<Record<string, string>> | undefined, models: Models): Fields {
  const properties = Object.entries(fields ?? {}).map(([name, text]) => {
    const field = parseField(text);
    return [name, { ...field, type: parseType(field.type) }] as const;
  });
  return typed(new Map(properties), models);
}

/** Fields that become one model, or a model that becomes fields, travel alike: both are compared as fields then. */
function compareBodies(before: OperationOf, after: OperationOf, pairs: Pairs, found: Found): void {
  const from = before.operation.body;
  const to = after.operation.body;
  if (from === undefined && to === undefined) return;
  const one = flattened(before);
  const other = flattened(after);
  if (one !== undefined && other !== undefined && (typeof from !== "string" || typeof to !== "string")) {
    pairs.compareFields(one, other, "request", "body.", found);
    return;
  }
  pairs.compareFields(wholeBodyOf(before), wholeBodyOf(after), "request", "", found);
}

/** The fields that a body is sent as; undefined where it is no object. */
function flattened({ operation, models }: OperationOf): Fields | undefined {
  const { body } = operation;
  if (typeof body !== "string") return fieldsOf(body, models);
  const model = models.get(parseField(body).type);
  if (model === undefined || model.members !== undefined) return undefined;
  return typed(propertiesIn("write", model), models);
}

/** The body as one field, called `body`. */
function wholeBodyOf({ operation, models }: OperationOf): Fields {
  const { body } = operation;
  return fieldsOf(typeof body === "string" ? { body } : {}, models);
}

function compareAnswers(before: OperationOf, after: OperationOf, pairs: Pairs, found: Found): void {
  const from = answersOf(before.operation);
  const to = answersOf(after.operation);
  for (const status of [...new Set([...from.keys(), ...to.keys()])].sort(byCodeUnit)) {
    const place = status === "200" ? "answer" : `answer ${status}`;
    const one = from.get(status);
    const other = to.get(status);
    if (one === undefined || other === undefined) {
      if (other !== undefined) found.changes.push({ rule: "answer-added", place, to: other });
      if (one !== undefined) found.changes.push({ rule: "answer-removed", place, from: one });
    } else {
      pairs.compareTypes(
        { type: parseType(one), models: before.models },
        { type: parseType(other), models: after.models },
        "answer",
        place,
        found,
      );
    }
  }
}

/** What an operation answers, by status; nothing (void) is left out. */
function answersOf({
  returns,
  responses = { ...(returns !== undefined && { "200": returns }) },
}: PinnedOperation): ReadonlyMap<string, string> {
  return new Map(Object.entries(responses).filter(([, type]) => type !== "void"));
}
