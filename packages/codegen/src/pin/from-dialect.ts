import { byCodeUnit, sortedRecord } from "../compare.js";
import type { ApiFile, DialectModel, DialectOperation } from "../dialect/schema-file.js";
import { SchemaError } from "../schema-error.js";
import {
  type Field,
  formatField,
  type PinnedApi,
  type PinnedModel,
  type PinnedOperation,
  wholeBody,
} from "./notation.js";

/** What of OVH's prose a pin keeps. */
export interface PinOptions {
  /** Keep OVH's descriptions, which then appear in the editor. They are OVH's text: not for publishing. */
  readonly descriptions?: boolean;
}

/**
 * Turns one API as OVH serves it into a pin.
 *
 * @param file The API.
 * @param api Its path in the index.
 * @param source The file's name or URL, for messages.
 * @throws {SchemaError} When an operation contradicts itself.
 */
export function pinFromDialect(file: ApiFile, api: string, source: string, options: PinOptions = {}): PinnedApi {
  if (file.resourcePath !== api) {
    throw new SchemaError(
      source,
      "resourcePath",
      `${JSON.stringify(api)} expected, found ${JSON.stringify(file.resourcePath)}`,
    );
  }
  const operations: Record<string, PinnedOperation> = {};
  for (const path of file.apis ?? []) {
    if (path.path !== api && !path.path.startsWith(`${api}/`)) {
      throw new SchemaError(source, "apis", `the path ${path.path} does not belong to the API ${api}`);
    }
    for (const operation of path.operations) {
      const key = `${operation.httpMethod} ${path.path}`;
      if (Object.hasOwn(operations, key)) throw new SchemaError(source, "apis", `${key} is there twice`);
      operations[key] = pinOperation(operation, key, source, options);
    }
  }
  const models = Object.fromEntries(
    Object.entries(file.models ?? {}).map(([name, model]) => [name, pinModel(model, options)]),
  );
  const subsections = Object.keys(file.subsections ?? {}).sort(byCodeUnit);
  return {
    api,
    ...(subsections.length > 0 && { subsections }),
    operations: sortedRecord(operations),
    models: sortedRecord(models),
  };
}

function pinOperation(operation: DialectOperation, key: string, source: string, options: PinOptions): PinnedOperation {
  const groups: Record<"path" | "query" | "headers" | "others" | "body", Record<string, string>> = {
    path: {},
    query: {},
    headers: {},
    others: {},
    body: {},
  };
  const descriptions: Record<string, string> = {};
  let whole: string | undefined;

  for (const parameter of operation.parameters ?? []) {
    const kind = parameter.paramType;
    const field: Field = {
      type: parameter.fullType ?? parameter.dataType,
      nullable: false,
      readOnly: false,
      // A path without one of its values is another path: there it says nothing.
      required: parameter.required === true && kind !== "path",
    };
    if (typeof parameter.name !== "string") {
      if (whole !== undefined) throw new SchemaError(source, key, "the body is there twice");
      whole = formatField(field);
    } else {
      const group = groups[groupOf(kind)];
      const name = groupOf(kind) === "others" ? `${kind} ${parameter.name}` : parameter.name;
      if (Object.hasOwn(group, name)) throw new SchemaError(source, key, `the parameter ${name} is there twice`);
      group[name] = formatField(field);
    }
    if (options.descriptions && parameter.description)
      descriptions[parameter.name ?? wholeBody] = parameter.description;
  }
  const hasNamedBody = Object.keys(groups.body).length > 0;
  if (whole !== undefined && hasNamedBody) {
    throw new SchemaError(source, key, "the body is both one value and named fields");
  }
  const returns = operation.responseFullType ?? operation.responseType;
  const { value: status = "PRODUCTION", deprecatedDate, deletionDate, replacement } = operation.apiStatus ?? {};
  const deprecated = {
    ...(typeof deprecatedDate === "string" && { since: deprecatedDate }),
    ...(typeof deletionDate === "string" && { deletion: deletionDate }),
    ...(typeof replacement === "string" && { replacement }),
  };
  const iam = (operation.iamActions ?? []).map((action) =>
    typeof action === "string" ? action : `${action.name}${action.required === false ? "?" : ""}`,
  );
  const group = (name: "path" | "query" | "headers" | "others"): object =>
    Object.keys(groups[name]).length > 0 ? { [name]: sortedRecord(groups[name]) } : {};

  return {
    ...group("path"),
    ...group("query"),
    ...group("headers"),
    ...group("others"),
    ...(whole !== undefined && { body: whole }),
    ...(hasNamedBody && { body: sortedRecord(groups.body) }),
    ...(returns !== "void" && { returns }),
    ...(saysMore(operation.responseTypes, operation.responseType) && {
      responses: sortedRecord(operation.responseTypes),
    }),
    ...(status !== "PRODUCTION" && { status }),
    ...(Object.keys(deprecated).length > 0 && { deprecated }),
    ...(operation.noAuthentication && { unsigned: true as const }),
    ...(iam.length > 0 && { iam: iam.sort(byCodeUnit) }),
    ...(operation.errors && operation.errors.length > 0 && { errors: [...operation.errors].sort(byCodeUnit) }),
    ...(typeof operation.operationId === "string" && { operationId: operation.operationId }),
    ...(options.descriptions && operation.description && { description: operation.description }),
    ...(options.descriptions && operation.longDescription && { longDescription: operation.longDescription }),
    ...(Object.keys(descriptions).length > 0 && { descriptions: sortedRecord(descriptions) }),
  };
}

function groupOf(kind: string): "path" | "query" | "headers" | "others" | "body" {
  if (kind === "header") return "headers";
  return kind === "path" || kind === "query" || kind === "body" ? kind : "others";
}

function saysMore(
  responseTypes: Readonly<Record<string, string>> | null | undefined,
  responseType: string,
): responseTypes is Readonly<Record<string, string>> {
  if (!responseTypes) return false;
  return Object.entries(responseTypes).some(([status, type]) => status !== "200" || type !== responseType);
}

function pinModel(model: DialectModel, options: PinOptions): PinnedModel {
  const descriptions: Record<string, string> = {};
  const properties: Record<string, string> = {};
  for (const [name, property] of Object.entries(model.properties ?? {})) {
    properties[name] = formatField({
      type: property.fullType ?? property.type,
      // What does not say that it is there may be missing.
      nullable: property.canBeNull ?? true,
      readOnly: property.readOnly ?? false,
      required: property.required ?? false,
    });
    if (options.descriptions && property.description) descriptions[name] = property.description;
  }
  const isEnum = model.enum !== undefined;
  return {
    ...(isEnum && { enum: sortedMembers(model.enum ?? []) }),
    ...(isEnum && model.enumType === "long" && { enumType: "long" }),
    ...(model.generics && model.generics.length > 0 && { generics: model.generics }),
    ...(!isEnum && { properties: sortedRecord(properties) }),
    ...(options.descriptions && model.description && { description: model.description }),
    ...(Object.keys(descriptions).length > 0 && { descriptions: sortedRecord(descriptions) }),
  };
}

/** The distinct members of an enum, numbers by size, else by code unit. */
function sortedMembers(members: readonly (string | number)[]): (string | number)[] {
  return [...new Set(members)].sort((a, b) => {
    const difference = Number(a) - Number(b);
    return Number.isNaN(difference) || difference === 0 ? byCodeUnit(String(a), String(b)) : difference;
  });
}
