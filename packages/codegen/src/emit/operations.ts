import {
  type Method,
  methods,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  referredKey,
  type Schema,
} from "../openapi/openapi.js";
import { docComment } from "./comment.js";
import { isLong, longAlias, type TypeNames } from "./models.js";

/** `get` → `GetOperations`, the interface that maps a method's paths to their operations. */
export function operationsName(method: Method): string {
  return `${method.charAt(0).toUpperCase()}${method.slice(1)}Operations`;
}

/** Where an API's operations are shown on OVH's pages: `https://eu.api.ovh.com/console/` and the API's path. */
export interface ConsolePage {
  readonly url: string;
  readonly api: string;
  readonly version: string;
}

/**
 * Writes an API's operation maps: one interface per method, a path to each key. An operation is one line, without
 * the spaces that thousands of them would cost an editor.
 */
export function emitOperations(document: OpenApiDocument, names: TypeNames, page: ConsolePage): string {
  return methods
    .map((method) => {
      const entries = Object.entries(document.paths)
        .filter(([, item]) => item[method])
        .map(([path, item]) => emitOperation(method, path, item[method]!, names, page));
      return `export interface ${operationsName(method)} {\n${entries.join("")}}\n`;
    })
    .join("");
}

function emitOperation(
  method: Method,
  path: string,
  operation: Operation,
  names: TypeNames,
  page: ConsolePage,
): string {
  const groups = (["path", "query", "header"] as const)
    .map((kind) => parameterGroup(kind, operation.parameters ?? [], names))
    .filter((group) => group !== undefined);
  const params = `{${groups.map(({ text }) => text).join(";")}}`;
  const isOptional = groups.every((group) => group.isOptional);
  const body = operation.requestBody;
  const members = [
    ...(groups.length > 0 ? [`params${isOptional ? "?" : ""}:${params}`] : []),
    ...(body
      ? [`body${body.required ? "" : "?"}:${typeText(body.content["application/json"].schema, names, true)}`]
      : []),
    `response:${responseText(operation, names)}`,
  ];
  return `${docComment(documentationOf(method, path, operation, page), "\t")}\t${JSON.stringify(path)}: {${members.join(";")}};\n`;
}

function parameterGroup(
  kind: Parameter["in"],
  parameters: readonly Parameter[],
  names: TypeNames,
): { text: string; isOptional: boolean } | undefined {
  const group = parameters.filter((parameter) => parameter.in === kind);
  if (group.length === 0) return undefined;
  const isOptional = group.every((parameter) => !parameter.required);
  const members = group.map((parameter) => {
    const schema = parameter.schema ?? parameter.content!["application/json"].schema;
    return `${propertyName(parameter.name)}${parameter.required ? "" : "?"}:${typeText(schema, names, true)}`;
  });
  return { text: `${kind}${isOptional ? "?" : ""}:{${members.join(";")}}`, isOptional };
}

function responseText(operation: Operation, names: TypeNames): string {
  const types = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([, response]) => {
      const content = "content" in response ? response.content : undefined;
      return content ? typeText(content["application/json"].schema, names) : "void";
    });
  return types.length === 0 ? "unknown" : [...new Set(types)].join(" | ");
}

/**
 * Writes a schema that is no model: a reference, a primitive, a list, a map, or an object of named fields.
 *
 * @param isSent Whether it is of a request.
 */
function typeText(schema: Schema, names: TypeNames, isSent: boolean = false): string {
  const key = referredKey(schema);
  if (key !== undefined) return names.get(key)!;
  switch (schema.type) {
    case "string":
    case "boolean":
    case "null":
      return schema.type;
    case "integer":
    case "number":
      return isSent && isLong(schema) ? longAlias : "number";
    case "array":
      return `${typeText(schema.items!, names, isSent)}[]`;
    case "object":
      return schema.properties ? objectText(schema, names, isSent) : mapText(schema, names, isSent);
    default:
      return "unknown";
  }
}

function objectText({ properties, required }: Schema, names: TypeNames, isSent: boolean): string {
  const members = Object.entries(properties ?? {}).map(([name, schema]) => {
    const mark = required?.includes(name) ? "" : "?";
    return `${propertyName(name)}${mark}:${typeText(schema, names, isSent)}`;
  });
  return `{${members.join(";")}}`;
}

function mapText({ propertyNames, additionalProperties }: Schema, names: TypeNames, isSent: boolean): string {
  const value = typeText(additionalProperties ?? {}, names, isSent);
  return propertyNames ? `Partial<Record<${typeText(propertyNames, names)}, ${value}>>` : `Record<string, ${value}>`;
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** What the facts say of an operation: its description if the pin has one, state, rights, and where to try it. */
function documentationOf(method: Method, path: string, operation: Operation, page: ConsolePage): string[] {
  const status = operation["x-ovh-status"];
  const iam = operation["x-ovh-iam"];
  const facts = [
    `[${method.toUpperCase()}](${consoleLink(method, path, page)})`,
    ...(status && status !== "DEPRECATED" ? [status] : []),
    ...(operation.security?.length === 0 ? ["unsigned"] : []),
    ...(iam ? [`IAM ${iam.join(", ")}`] : []),
  ].join(" · ");
  const deprecated = operation.deprecated ? [deprecationNotice(operation["x-ovh-deprecated"])] : [];
  const description = operation.description ? [operation.description, ""] : [];
  return [...description, facts, ...deprecated];
}

function deprecationNotice({ since, deletion, replacement }: NonNullable<Operation["x-ovh-deprecated"]> = {}): string {
  const facts = [
    ...(since ? [`since ${dayOf(since)}`] : []),
    ...(deletion ? [`deletion announced for ${dayOf(deletion)}`] : []),
    ...(replacement ? [`use ${replacement}`] : []),
  ];
  return `@deprecated ${facts.join("; ")}`.trimEnd();
}

function dayOf(date: string): string {
  return date.slice(0, 10);
}

/** OVH's console shows an operation at `?section=%2Fme&branch=v1#get-/me`, the braces of variables as hyphens. */
function consoleLink(method: Method, path: string, page: ConsolePage): string {
  const prefix = `/${page.version}`;
  const local = path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
  const section = encodeURIComponent(page.api);
  return `${page.url}?section=${section}&branch=${page.version}#${method}-${local.replace(/[{}]/g, "-")}`;
}
