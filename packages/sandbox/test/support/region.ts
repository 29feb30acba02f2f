import type { OpenApiDocuments } from "@ovh-typed/core";
import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { formats } from "../../src/checking/formats.js";
import type { JsonSchema, OpenApiDocument } from "../../src/schema/openapi.js";
import { resolveReference } from "../../src/schema/resolve.js";

async function openApi(endpoint: string): Promise<OpenApiDocuments> {
  return ((await import(`@ovh-typed/${endpoint}/openapi`)) as { openapi: OpenApiDocuments }).openapi;
}

/** The paths of an endpoint's pinned APIs, such as `/me`. */
export async function pinnedApis(endpoint: string): Promise<readonly string[]> {
  return (await openApi(endpoint)).apis;
}

/** The document of one of them. */
export async function documentOf(endpoint: string, api: string): Promise<OpenApiDocument> {
  return (await (await openApi(endpoint)).document(api)) as unknown as OpenApiDocument;
}

/** A judge of answers that shares nothing with the sandbox but the formats that no library knows. */
export function judge(document: OpenApiDocument): Ajv2020 {
  const ovhFormats = Object.fromEntries(Object.entries(formats).map(([name, { check }]) => [name, check]));
  const ajv = new Ajv2020({ strict: false, validateSchema: false, formats: ovhFormats });
  addFormats.default(ajv, ["date", "date-time", "duration", "uuid", "ipv4", "ipv6", "email", "int64", "double"]);
  return ajv.addSchema({ ...document, $id: "document" });
}

/** A schema of the document that a {@link judge} was made for. */
export function within(schema: JsonSchema): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')) as object;
}

const plain: Readonly<Record<string, string>> = { integer: "1", number: "1.5", boolean: "true", object: "{}" };

/** A text that a parameter of this schema takes. */
export function validText(document: OpenApiDocument, schema: JsonSchema): string {
  const { anyOf, enum: members, format, type, items } = resolveReference(document, schema);
  if (anyOf?.[0]) return validText(document, anyOf[0]);
  if (items) return validText(document, items);
  const value = members?.[0] ?? formats[format ?? ""]?.sample ?? plain[[type].flat()[0] as string];
  return String(value ?? "name");
}
