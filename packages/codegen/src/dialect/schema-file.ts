import { z } from "zod";
import { keyPathOf, SchemaError } from "../schema-error.js";
import { typeProblem } from "./type-expression.js";

/**
 * OVH's schema format, as its endpoints serve it: an index, and one file per API. Keys not named here are let
 * through, so that a new one does not stop a pull; `countKeys` reports them.
 */
const text = z.string().optional();

const apiPath = z
  .string()
  .max(200)
  .regex(/^(\/[A-Za-z0-9][A-Za-z0-9_-]*)+$/, "an API path such as /dedicated/server expected");

const operationPath = z
  .string()
  .max(500)
  .regex(/^(\/([A-Za-z0-9_.-]+|\{[A-Za-z0-9_]+\}))+$/, "a path such as /me/bill/{billId} expected")
  .refine((path) => !/\/\.{1,2}(\/|$)/.test(path), "a path without dot segments expected");

const modelName = z
  .string()
  .max(300)
  .regex(/^[A-Za-z_][\w.<>,[\]]*$/, "a model name such as nichandle.Nichandle expected");

const name = z
  .string()
  .min(1)
  .max(300)
  .regex(/^(?:\P{Cc}|[\u0080-\u009f])*$/u, "a name without control characters expected");

const type = z
  .string()
  .max(500)
  .superRefine((value, context) => {
    const problem = typeProblem(value);
    if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
  });

const iamAction = z.union([
  z.string(),
  z.looseObject({ name: z.string(), required: z.boolean().optional(), description: text }),
]);

const parameter = z.looseObject({
  name: name.optional(),
  paramType: z.string(),
  dataType: type,
  fullType: type.optional(),
  required: z.boolean(),
  description: text,
});

const apiStatus = z.looseObject({
  value: z.string(),
  deprecatedDate: z.string().optional(),
  deletionDate: z.string().optional(),
  replacement: z.string().optional(),
  description: text,
});

const operation = z.looseObject({
  httpMethod: z.enum(["GET", "POST", "PUT", "DELETE"]),
  responseType: type,
  responseFullType: type.optional(),
  responseTypes: z.record(z.string(), type).optional(),
  parameters: z.array(parameter),
  noAuthentication: z.boolean(),
  apiStatus,
  description: text,
  longDescription: text,
  operationId: z.string().optional(),
  iamActions: z.array(iamAction).optional(),
  errors: z.array(z.string()).optional(),
  scopes: z.array(z.string()).optional(),
  resellerOnly: z.boolean().optional(),
});

const property = z.looseObject({
  type,
  fullType: type.optional(),
  canBeNull: z.boolean(),
  readOnly: z.boolean(),
  required: z.boolean(),
  description: text,
});

const model = z
  .looseObject({
    id: z.string().optional(),
    namespace: z.string().optional(),
    description: text,
    properties: z.record(name, property).optional(),
    generics: z.array(name).nullish(),
    enum: z.array(z.union([z.string().max(1000), z.number()])).optional(),
    enumType: z.string().optional(),
  })
  .refine((value) => value.properties !== undefined || value.enum !== undefined, "properties or enum expected");

const indexFile = z.looseObject({
  apis: z
    .array(
      z.looseObject({
        path: apiPath,
        schema: z.string().optional(),
        format: z.array(z.string()).optional(),
        description: text,
      }),
    )
    .min(1, "an index of at least one API expected"),
  basePath: z.string(),
});

const apiFile = z.looseObject({
  apiVersion: z.string(),
  basePath: z.string(),
  resourcePath: apiPath,
  apis: z.array(z.looseObject({ path: operationPath, operations: z.array(operation), description: text })).optional(),
  models: z.record(modelName, model).optional(),
  subsections: z.record(z.string(), z.unknown()).optional(),
});

/** The index of an endpoint: which APIs it has. */
export type IndexFile = z.infer<typeof indexFile>;
/** One API as OVH serves it. */
export type ApiFile = z.infer<typeof apiFile>;
/** An operation of an API file. */
export type DialectOperation = z.infer<typeof operation>;
/** A model of an API file. */
export type DialectModel = z.infer<typeof model>;

/** The keys that the dialect is known to use, per kind of object. */
export const knownKeys = {
  file: Object.keys(apiFile.shape),
  path: Object.keys(apiFile.shape.apis.unwrap().element.shape),
  operation: Object.keys(operation.shape),
  apiStatus: Object.keys(apiStatus.shape),
  parameter: Object.keys(parameter.shape),
  model: Object.keys(model.shape),
  property: Object.keys(property.shape),
  iamAction: ["name", "required", "description"],
} as const satisfies Record<string, readonly string[]>;

/** The kinds of parameter that the dialect is known to use. */
export const knownParameterKinds: readonly string[] = ["path", "query", "body", "header"];
/** The states of an operation that the dialect is known to use. */
export const knownStatuses: readonly string[] = ["ALPHA", "BETA", "PRODUCTION", "DEPRECATED"];

/**
 * Reads an endpoint's index.
 *
 * @param content The file as served.
 * @param file Its name or URL, for messages.
 * @throws {SchemaError} With the file and the place when it is not one.
 */
export function parseIndexFile(content: string, file: string): IndexFile {
  return parseWith(indexFile, content, file);
}

/**
 * Reads one API's schema file.
 *
 * @throws {SchemaError} With the file and the place when it is not one.
 */
export function parseApiFile(content: string, file: string): ApiFile {
  return parseWith(apiFile, content, file);
}

function parseWith<T>(schema: z.ZodType<T>, content: string, file: string): T {
  const result = schema.safeParse(parseJson(content, file));
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new SchemaError(file, keyPathOf(issue.path), issue.message);
}

function parseJson(content: string, file: string): unknown {
  const start = content.trimStart();
  if (start.startsWith("<")) throw new SchemaError(file, "", "a JSON schema expected, found HTML or XML");
  try {
    return JSON.parse(content, (key, value: unknown) => {
      if (key === "__proto__") throw new SyntaxError("the key __proto__ is not accepted");
      return value;
    });
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new SchemaError(file, "", "not JSON that can be read (nested too deeply)", { cause });
    }
    const problem = start === "" ? "the file is empty" : (cause as Error).message;
    throw new SchemaError(file, "", `not JSON (${problem})`, { cause });
  }
}
