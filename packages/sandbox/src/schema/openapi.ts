/** A JSON Schema as the region packages' OpenAPI 3.1 documents use it; only the keywords that are read here have names. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly minItems?: number;
  readonly pattern?: string;
  readonly [keyword: string]: unknown;
}

export interface MediaTypes {
  readonly "application/json"?: { readonly schema?: JsonSchema };
}

/** A parameter of an operation that travels outside the body. */
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema?: JsonSchema;
  readonly content?: MediaTypes;
}

export interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content?: MediaTypes };
  readonly responses: Readonly<Record<string, { readonly content?: MediaTypes }>>;
  readonly security?: readonly unknown[];
  readonly "x-ovh-errors"?: readonly string[];
  readonly "x-ovh-iam"?: readonly string[];
}

/** The methods that OVH's API knows, as OpenAPI spells them. */
export const methods = ["get", "post", "put", "delete"] as const;

export type Method = (typeof methods)[number];

export type PathItem = { readonly [M in Method]?: Operation };

/** One API of a region, such as `/me`, as the region's package publishes it. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, JsonSchema>> };
}
