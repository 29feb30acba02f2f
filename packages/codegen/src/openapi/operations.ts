import { sortedRecord } from "../compare.js";
import { parseType } from "../dialect/type-expression.js";
import { parseField, type PinnedApi, type PinnedOperation, wholeBody } from "../pin/notation.js";
import type { Models } from "./models.js";
import { distinctOperationIds, operationId } from "./names.js";
import type { Content, Method, Operation, Parameter, PathItem, Reference, Response, Schema } from "./openapi.js";
import type { SchemaWriter } from "./schemas.js";
import { isRequired, type View, type Views } from "./views.js";

/** Splits the key of an operation, `GET /me`. */
function splitOperation(key: string): { method: string; path: string } {
  const space = key.indexOf(" ");
  return { method: key.slice(0, space), path: key.slice(space + 1) };
}

/** The paths of one API; `prefix` is put before each (`/v2`, or nothing for the first version). */
export function pathItems(
  api: PinnedApi,
  models: Models,
  views: Views,
  schemas: SchemaWriter,
  prefix: string,
): Record<string, PathItem> {
  const variables = pathVariables(api);
  const reads = readsBelow(api);
  const items: Record<string, PathItem> = {};
  const ids = distinctOperationIds(
    Object.keys(api.operations).map((key) => {
      const { method, path } = splitOperation(key);
      return [key, operationId(method, prefix + path)] as const;
    }),
  );
  for (const [key, operation] of Object.entries(api.operations)) {
    const { method, path } = splitOperation(key);
    const item = (items[prefix + path] ??= {});
    const declared = Object.fromEntries(
      variablesOf(path).map((name) => [name, ownValue(operation.path, name) ?? variables(path, name)]),
    );
    const expanded = method === "GET" ? itemType(reads.get(path), operation, models) : undefined;
    item[method.toLowerCase() as Method] = {
      operationId: ids.get(key)!,
      ...statementsOf(operation),
      ...(operation.unsigned && { security: [] }),
      ...parametersOf({ ...operation, path: declared }, schemas),
      ...requestBodyOf(operation, schemas, views.bodyView(key)),
      responses: responsesOf(operation, schemas),
      ...(expanded && { "x-ovh-item": schemas.keyOf(expanded, "read") }),
    };
  }
  return sortedRecord(items);
}

/** A value of a record that OVH's names are the keys of: some of them (`constructor`) every object inherits. */
function ownValue(record: Readonly<Record<string, string>> | undefined, key: string): string | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}

function variablesOf(path: string): string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!);
}

/**
 * The type of a path variable that its own operation does not declare (two of telephony's list it in the body alone):
 * what the operations below the same variable say, else a string.
 */
function pathVariables(api: PinnedApi): (path: string, name: string) => string {
  const until = (path: string, name: string): string => path.slice(0, path.indexOf(`{${name}}`) + name.length + 2);
  const types = new Map<string, string>();
  for (const [key, { path: declared = {} }] of Object.entries(api.operations)) {
    const { path } = splitOperation(key);
    for (const [name, type] of Object.entries(declared)) {
      const place = until(path, name);
      if (path.includes(`{${name}}`) && !types.has(place)) types.set(place, type);
    }
  }
  return (path, name) => types.get(until(path, name)) ?? "string";
}

function statementsOf(operation: PinnedOperation): Partial<Operation> {
  const { status, deprecated, iam, errors, operationId: ovhId } = operation;
  const description = [operation.description, operation.longDescription].filter(Boolean).join("\n\n");
  return {
    ...(description && { description }),
    ...(status === "DEPRECATED" && { deprecated: true as const }),
    ...(status && { "x-ovh-status": status }),
    ...(deprecated && { "x-ovh-deprecated": deprecated }),
    ...(iam && { "x-ovh-iam": iam }),
    ...(errors && { "x-ovh-errors": errors }),
    ...(ovhId && { "x-ovh-operation-id": ovhId }),
  };
}

function parametersOf(operation: PinnedOperation, schemas: SchemaWriter): Pick<Operation, "parameters"> {
  const list = (fields: Readonly<Record<string, string>> | undefined, kind: Parameter["in"]): Parameter[] =>
    Object.entries(fields ?? {}).map(([name, text]) => {
      const field = parseField(text);
      const schema = schemas.schemaOf(parseType(field.type), "write");
      const description = ownValue(operation.descriptions, name);
      return {
        name,
        in: kind,
        ...((kind === "path" || field.required) && { required: true as const }),
        ...(description && { description }),
        ...(schema.type === "object" ? { content: json(schema) } : { schema }),
      };
    });
  const parameters = [
    ...list(operation.path, "path"),
    ...list(operation.query, "query"),
    ...list(operation.headers, "header"),
  ];
  return parameters.length > 0 ? { parameters } : {};
}

function requestBodyOf(
  { body, descriptions }: PinnedOperation,
  schemas: SchemaWriter,
  view: View,
): Pick<Operation, "requestBody"> {
  if (body === undefined) return {};
  if (typeof body === "string") {
    const field = parseField(body);
    const schema = schemas.schemaOf(parseType(field.type), view);
    const description = ownValue(descriptions, wholeBody);
    return {
      requestBody: {
        ...(description && { description }),
        ...(field.required && { required: true as const }),
        content: json(schema),
      },
    };
  }
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const [name, text] of Object.entries(body)) {
    const field = parseField(text);
    const type = parseType(field.type);
    const description = ownValue(descriptions, name);
    properties[name] = {
      ...schemas.schemaOf(type, view),
      ...(description && { description }),
    };
    if (isRequired({ ...field, type }, view)) required.push(name);
  }
  const schema: Schema = { type: "object", properties, ...(required.length > 0 && { required }) };
  return { requestBody: { ...(required.length > 0 && { required: true as const }), content: json(schema) } };
}

function responsesOf(operation: PinnedOperation, schemas: SchemaWriter): Operation["responses"] {
  const answers = operation.responses ?? { "200": operation.returns ?? "void" };
  const responses: Record<string, Response | Reference> = {};
  for (const [status, type] of Object.entries(answers)) {
    responses[status] = {
      description: type === "void" ? "Nothing" : type,
      ...(type !== "void" && { content: json(schemas.schemaOf(parseType(type), "read")) }),
    };
  }
  return { ...responses, default: { $ref: "#/components/responses/Error" } };
}

function json(schema: Schema): Content {
  return { "application/json": { schema } };
}

/** The GETs of one thing each, by the path of the list that they stand below: `GET /me/bill/{billId}` by `/me/bill`. */
function readsBelow(api: PinnedApi): ReadonlyMap<string, readonly PinnedOperation[]> {
  const reads = new Map<string, PinnedOperation[]>();
  for (const [key, operation] of Object.entries(api.operations)) {
    const { method, path } = splitOperation(key);
    const end = path.lastIndexOf("/");
    if (method !== "GET" || path[end + 1] !== "{") continue;
    const list = path.slice(0, end);
    const others = reads.get(list);
    if (others === undefined) reads.set(list, [operation]);
    else others.push(operation);
  }
  return reads;
}

/**
 * What the ids of a list stand for: the model that `GET path/{x}` answers with, where there is exactly one such
 * operation. (That rule agrees with OVH's own export in 484 of 484 lists.)
 */
function itemType(
  reads: readonly PinnedOperation[] = [],
  operation: PinnedOperation,
  models: Models,
): string | undefined {
  const answer = operation.returns === undefined ? undefined : parseType(operation.returns);
  if (answer?.kind !== "array") return undefined;
  const returns = reads.length === 1 ? reads[0]!.returns : undefined;
  const model = returns === undefined ? undefined : models.get(returns);
  return model && model.members === undefined ? returns : undefined;
}
