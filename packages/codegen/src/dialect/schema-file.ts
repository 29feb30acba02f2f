import { z } from "zod";
import { typeProblem } from "./type-expression.js";

// OVH's schema format, as its endpoints serve it: an index, and one file per API. Keys that are not named here are let
// through, and flags may be missing, so that what is new does not stop a pull: `usage.ts` tells of the keys, and of those
// flags that have always been there. What does not fit is left out, and named, by `read-schema.ts`.

const text = z.string().nullish();
const flag = z.boolean().optional();

const apiPath = z
  .string()
  .max(200)
  .regex(/^(\/[A-Za-z0-9][A-Za-z0-9_-]*)+$/, "an API path such as /dedicated/server expected")
  // What begins so in the typed client is an API of that version.
  .regex(/^(?!\/v\d+(\/|$))/, "an API path that begins with no version expected");

function isType(value: string, context: z.RefinementCtx): void {
  const problem = typeProblem(value);
  if (problem !== undefined) context.addIssue({ code: "custom", message: problem });
}

/** The path of an operation: of so many parts as none of OVH's has. */
export const operationPath = z
  .string()
  .max(500)
  .regex(/^(\/([A-Za-z0-9_.-]+|\{[A-Za-z0-9_-]+\})){1,40}$/, "a path such as /me/bill/{billId} expected");

/** The key of a model. */
export const modelName = z
  .string()
  .max(300)
  .regex(/^[A-Za-z_][\w.<>,[\]-]*$/, "a model name such as nichandle.Nichandle expected")
  .superRefine(isType);

/** The name of a property or a parameter. */
export const fieldName = z
  .string()
  .min(1)
  .max(300)
  .regex(/^(?:\P{Cc}|[\u0080-\u009f])*$/u, "a name without control characters expected");

const type = z.string().max(500).superRefine(isType);

const iamAction = z.union([
  z.string(),
  z.looseObject({ name: z.string(), required: z.boolean().nullish(), description: text }),
]);

const parameter = z
  .looseObject({
    name: fieldName.nullish(),
    paramType: z.string(),
    dataType: type,
    fullType: type.nullish(),
    required: flag,
    description: text,
  })
  .refine(({ name, paramType }) => typeof name === "string" || paramType === "body", {
    error: ({ input }) => `a ${(input as { paramType: string }).paramType} parameter needs a name`,
  });

const apiStatus = z.looseObject({
  value: z.string(),
  deprecatedDate: text,
  deletionDate: text,
  replacement: text,
  description: text,
});

/** An operation of a path. */
export const operation = z
  .looseObject({
    httpMethod: z.enum(["GET", "POST", "PUT", "DELETE"]),
    responseType: type,
    responseFullType: type.nullish(),
    responseTypes: z.record(z.string().regex(/^[1-5]\d\d$/, "a status such as 200 expected"), type).nullish(),
    parameters: z.array(parameter).optional(),
    noAuthentication: flag,
    apiStatus: apiStatus.optional(),
    description: text,
    longDescription: text,
    operationId: text,
    iamActions: z.array(iamAction).nullish(),
    errors: z.array(z.string()).nullish(),
    scopes: z.array(z.string()).nullish(),
    resellerOnly: z.boolean().nullish(),
  })
  .superRefine(({ httpMethod, parameters = [] }, context) => {
    const body = parameters.findIndex(({ paramType }) => paramType === "body");
    if (body === -1 || httpMethod === "POST" || httpMethod === "PUT") return;
    const message = `a body is never sent with ${httpMethod}`;
    context.addIssue({ code: "custom", path: ["parameters", body], message });
  });

/** A property of a model. */
export const property = z.looseObject({
  type,
  fullType: type.nullish(),
  canBeNull: flag,
  readOnly: flag,
  required: flag,
  description: text,
});

/** A model, whatever its properties are. */
export const model = z
  .looseObject({
    id: text,
    namespace: text,
    description: text,
    properties: z.record(z.string(), z.unknown()).optional(),
    generics: z.array(fieldName).nullish(),
    enum: z.array(z.union([z.string().max(1000), z.number()])).optional(),
    enumType: text,
  })
  .refine((value) => value.properties !== undefined || value.enum !== undefined, "properties or enum expected");

/** An index. */
export const indexFile = z.looseObject({
  apis: z
    .array(
      z.looseObject({
        path: apiPath,
        schema: text,
        format: z.array(z.string()).nullish(),
        description: text,
      }),
    )
    .min(1, "an index of at least one API expected"),
  basePath: z.string(),
});

/** An API file, whatever its operations and models are. */
export const apiFile = z.looseObject({
  apiVersion: z.string(),
  basePath: z.string(),
  resourcePath: apiPath,
  apis: z.array(z.looseObject({ path: z.string(), operations: z.array(z.unknown()), description: text })).optional(),
  models: z.record(z.string(), z.unknown()).optional(),
  subsections: z.record(z.string(), z.unknown()).optional(),
});

/** The index of an endpoint: which APIs it has. */
export type IndexFile = z.infer<typeof indexFile>;
/** An operation of an API file. */
export type DialectOperation = z.infer<typeof operation>;
/** A property of a model. */
export type DialectProperty = z.infer<typeof property>;
/** A model of an API file. */
export interface DialectModel extends Pick<z.infer<typeof model>, "description" | "generics" | "enum" | "enumType"> {
  readonly properties?: Readonly<Record<string, DialectProperty>>;
}
/** A path of an API file. */
export interface DialectPath {
  readonly path: string;
  readonly operations: readonly DialectOperation[];
}
/** One API as OVH serves it, as far as it can be read; it holds all other keys as well. */
export interface ApiFile extends Pick<z.infer<typeof apiFile>, "basePath" | "resourcePath" | "subsections"> {
  readonly apis?: readonly DialectPath[];
  readonly models?: Readonly<Record<string, DialectModel>>;
}

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

/** What the dialect has always said of an object, though it can be read without. */
export const expectedKeys = {
  operation: ["apiStatus", "noAuthentication", "parameters"],
  parameter: ["required"],
  property: ["canBeNull", "readOnly", "required"],
} as const satisfies Record<string, readonly string[]>;

/** The kinds of parameter that the dialect is known to use. */
export const knownParameterKinds: readonly string[] = ["path", "query", "body", "header"];
/** The states of an operation that the dialect is known to use. */
export const knownStatuses: readonly string[] = ["ALPHA", "BETA", "PRODUCTION", "DEPRECATED"];
