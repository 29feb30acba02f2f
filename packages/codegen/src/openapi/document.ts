import type { PinnedApi } from "../pin/notation.js";
import { Models, type Overrides } from "./models.js";
import type { OpenApiDocument, Response } from "./openapi.js";
import { pathItems } from "./operations.js";
import { createSchemaWriter } from "./schemas.js";
import { computeViews } from "./views.js";

/** Which API of which endpoint a document describes. */
export interface DocumentContext {
  readonly endpoint: string;
  /** `v1`, `v2`. */
  readonly version: string;
  /** The public base URL of that version, `https://eu.api.ovh.com/v1`. */
  readonly source: string;
  /** Corrections of the pin. */
  readonly overrides?: Overrides;
}

/** A document and what could not be said in it. */
export interface DocumentResult {
  readonly document: OpenApiDocument;
  /** Types that the pin mentions and nobody defines; they are `unknown`. */
  readonly unknownTypes: readonly string[];
}

/** Turns a pinned API into an OpenAPI 3.1 document. Its paths are those of the typed client: `/me`, `/v2/iam/policy`. */
export function toOpenApi(api: PinnedApi, context: DocumentContext): DocumentResult {
  const models = new Models(api, context.overrides);
  const views = computeViews(api, models);
  const schemas = createSchemaWriter(models, views);
  const prefix = pathPrefix(context.version);
  const paths = pathItems(api, models, views, schemas, prefix);
  const document: OpenApiDocument = {
    openapi: "3.1.0",
    info: { title: `${context.endpoint} ${prefix}${api.api}`, version: context.version },
    servers: [{ url: serverOf(context) }],
    security: [signature],
    paths,
    components: { schemas: schemas.components(), ...sharedComponents },
  };
  return { document, unknownTypes: [...schemas.unknownTypes] };
}

/** What stands before a version's paths in the typed client: nothing for the first. */
export function pathPrefix(version: string): string {
  return version === "v1" ? "" : `/${version}`;
}

/** The URL that paths are relative to: of a later version they hold the version themselves. */
function serverOf({ version, source }: Pick<DocumentContext, "version" | "source">): string {
  return version === "v1" ? source : source.replace(new RegExp(`/${version}$`), "");
}

const signature = { application: [], consumer: [], timestamp: [], signature: [] };

const error: Response = {
  description: "OVH's error object",
  content: {
    "application/json": {
      schema: {
        type: "object",
        properties: {
          message: { type: "string" },
          errorCode: { type: "string" },
          httpCode: { type: "string" },
          class: { type: "string" },
          details: { type: "object", additionalProperties: {} },
        },
      },
    },
  },
};

const header = (name: string): object => ({ type: "apiKey", in: "header", name });

const sharedComponents = {
  responses: { Error: error },
  securitySchemes: {
    application: header("X-Ovh-Application"),
    consumer: header("X-Ovh-Consumer"),
    timestamp: header("X-Ovh-Timestamp"),
    signature: header("X-Ovh-Signature"),
  },
};
