/** The parts of OpenAPI 3.1 that this project writes. */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly OpenApiServer[];
  readonly security: readonly SecurityRequirement[];
  readonly paths: Record<string, PathItem>;
  readonly components: {
    readonly schemas: Record<string, Schema>;
    readonly responses: Record<string, Response>;
    readonly securitySchemes: Record<string, object>;
  };
}

export interface OpenApiServer {
  readonly url: string;
}

export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/** The methods of OVH's API, as OpenAPI spells them. */
export const methods = ["get", "post", "put", "delete"] as const;
export type Method = (typeof methods)[number];

export type PathItem = { servers?: readonly OpenApiServer[] } & { [method in Method]?: Operation };

export interface Operation {
  readonly operationId: string;
  readonly description?: string;
  readonly deprecated?: true;
  /** Empty for an operation that needs no authentication. */
  readonly security?: readonly SecurityRequirement[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly description?: string; readonly required?: true; readonly content: Content };
  readonly responses: Readonly<Record<string, Response | Reference>>;
  /** ALPHA, BETA or DEPRECATED; absent in production. */
  readonly "x-ovh-status"?: string;
  readonly "x-ovh-deprecated"?: { readonly since?: string; readonly deletion?: string; readonly replacement?: string };
  /** IAM actions; one that is not required ends in `?`. */
  readonly "x-ovh-iam"?: readonly string[];
  readonly "x-ovh-errors"?: readonly string[];
  readonly "x-ovh-operation-id"?: string;
  /** Of a list of ids: the key of the component that each stands for. */
  readonly "x-ovh-item"?: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: true;
  readonly description?: string;
  /** A map travels as JSON in one value. */
  readonly content?: Content;
  readonly schema?: Schema;
}

export interface Response {
  readonly description: string;
  readonly content?: Content;
}

export interface Content {
  readonly "application/json": { readonly schema: Schema };
}

export interface Reference {
  readonly $ref: string;
}

type TypeName = "string" | "integer" | "number" | "boolean" | "array" | "object" | "null";

/** A JSON Schema, as far as OVH's types need it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: TypeName | readonly TypeName[];
  readonly format?: string;
  readonly enum?: readonly (string | number)[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly description?: string;
  /** The type as OVH writes it, where the schema cannot say it. */
  readonly "x-ovh-type"?: string;
  /** The name of the model that a component stands for, where its key is another. */
  readonly "x-ovh-model"?: string;
  /** Set on a component that is what may be sent of a model: at all, or where a GET of the same path answered it. */
  readonly "x-ovh-view"?: "write" | "update";
}

const schemaReference = "#/components/schemas/";

/** A reference to a component. Its key needs no escaping: see `componentKey`. */
export function referTo(key: string): Reference {
  return { $ref: `${schemaReference}${key}` };
}

/** The key of the component that a schema refers to, if it does. */
export function referredKey(schema: Schema | Reference): string | undefined {
  return schema.$ref?.startsWith(schemaReference) ? schema.$ref.slice(schemaReference.length) : undefined;
}

/** What an operation answers with 200; undefined where that is nothing. */
export function answerOf({ responses }: Operation): Schema | undefined {
  const answer = responses["200"];
  return answer !== undefined && "content" in answer ? answer.content?.["application/json"].schema : undefined;
}
