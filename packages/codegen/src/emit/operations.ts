import { expandsTo, listedBy } from "../openapi/lists.js";
import {
  type Method,
  methods,
  type OpenApiDocument,
  type Operation,
  type Parameter,
  referTo,
  type Schema,
} from "../openapi/openapi.js";
import { readersOf } from "../openapi/tasks.js";
import { fieldComment, prose } from "./comment.js";
import { type TypeNames, typeText } from "./field-type.js";
import { type Member, writeMember } from "./layout.js";
import { literal, propertyName } from "./literal.js";
import { fieldMembers } from "./models.js";

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

/** The interface that maps the paths of lists to what is read of each of their things. */
export const listsName = "ListItems";

/**
 * Writes an API's operation maps: one interface per method, a path to each key, and one of its lists.
 *
 * @param waitable What marks the type of an answer that can be waited for.
 */
export function emitOperations(
  document: OpenApiDocument,
  names: TypeNames,
  page: ConsolePage,
  waitable?: string,
): string {
  const readers = waitable === undefined ? new Map() : readersOf(document);
  const maps = methods.map((method) => {
    const entries = Object.entries(document.paths)
      .filter(([, item]) => item[method])
      .map(([path, item]) => {
        const mark = readers.has(`${method.toUpperCase()} ${path}`) ? waitable : undefined;
        return emitOperation(method, path, item[method]!, names, page, mark);
      });
    return `export interface ${operationsName(method)} {\n${entries.join("")}}\n`;
  });
  return `${maps.join("")}${emitLists(document, names)}`;
}

function emitOperation(
  method: Method,
  path: string,
  operation: Operation,
  names: TypeNames,
  page: ConsolePage,
  mark: string | undefined,
): string {
  const answer = responseText(operation, names);
  const groups = (["path", "query", "header"] as const).flatMap((kind) =>
    parameterGroup(kind, operation.parameters ?? [], names),
  );
  const isOptional = groups.every(({ name }) => name.endsWith("?"));
  const params: Member = { comment: [], name: `params${isOptional ? "?" : ""}`, type: groups };
  const members: Member[] = [
    ...(groups.length > 0 ? [params] : []),
    ...bodyMember(operation, names),
    { comment: [], name: "response", type: mark === undefined ? answer : `${mark}<${answer}>` },
  ];
  return writeMember(
    { comment: documentationOf(method, path, operation, page), name: literal(path), type: members },
    "\t",
  );
}

/** The parameters of one kind, as a member; none where there are none. */
function parameterGroup(kind: Parameter["in"], parameters: readonly Parameter[], names: TypeNames): Member[] {
  const group = parameters.filter((parameter) => parameter.in === kind);
  if (group.length === 0) return [];
  const isOptional = group.every((parameter) => !parameter.required);
  const members = group.map(({ name, required, description, schema, content }): Member => {
    const own = schema ?? content!["application/json"].schema;
    return {
      comment: fieldComment({ ...own, ...(description && { description }) }),
      name: `${propertyName(name)}${required ? "" : "?"}`,
      type: kind === "query" ? queryText(own, names) : typeText(own, names, true),
    };
  });
  return [{ comment: [], name: `${kind}${isOptional ? "?" : ""}`, type: members }];
}

/** In a query a date may be a `Date` as well: the client writes it. */
function queryText(schema: Schema, names: TypeNames): string {
  if (schema.type === "array") {
    const items = queryText(schema.items!, names);
    return items.includes("|") ? `(${items})[]` : `${items}[]`;
  }
  const isDate = schema.format === "date" || schema.format === "date-time";
  return `${typeText(schema, names, true)}${isDate ? "|Date" : ""}`;
}

function bodyMember({ requestBody }: Operation, names: TypeNames): Member[] {
  if (requestBody === undefined) return [];
  const { schema } = requestBody.content["application/json"];
  return [
    {
      comment: requestBody.description ? prose(requestBody.description) : [],
      name: `body${requestBody.required ? "" : "?"}`,
      type: schema.properties ? fieldMembers(schema, names, true) : typeText(schema, names, true),
    },
  ];
}

/** What each list holds: what its ids expand to, else what it answers. */
function emitLists(document: OpenApiDocument, names: TypeNames): string {
  const members = Object.entries(document.paths).flatMap(([path, { get }]) => {
    const listed = get && listedBy(get);
    if (listed === undefined) return [];
    const key = expandsTo(get!, document);
    const item = key === undefined ? listed : referTo(key);
    return [writeMember({ comment: [], name: literal(path), type: typeText(item, names, false) }, "\t")];
  });
  return `export interface ${listsName} {\n${members.join("")}}\n`;
}

function responseText(operation: Operation, names: TypeNames): string {
  const types = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([, response]) => {
      const content = "content" in response ? response.content : undefined;
      return content ? typeText(content["application/json"].schema, names, false) : "void";
    });
  return types.length === 0 ? "unknown" : [...new Set(types)].join(" | ");
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
  const description = operation.description ? [...prose(operation.description), ""] : [];
  return [...description, ...prose(facts), ...deprecated];
}

function deprecationNotice({ since, deletion, replacement }: NonNullable<Operation["x-ovh-deprecated"]> = {}): string {
  const facts = [
    ...(since ? [`since ${dayOf(since)}`] : []),
    ...(deletion ? [`deletion announced for ${dayOf(deletion)}`] : []),
    ...(replacement ? [`use ${replacement}`] : []),
  ];
  // Behind a tag each `@` begins another.
  return `@deprecated ${prose(facts.join("; ")).join(" ").replace(/\\?@/g, "\\@")}`.trimEnd();
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
