import { PinnedApi } from "../../src/catalogue/pinned-api.js";
import { responseSchema } from "../../src/checking/operation-context.js";
import { type JsonSchema, type Method, methods, type OpenApiDocument } from "../../src/schema/openapi.js";
import { world } from "./world.js";

/** What an operation answers when nothing better is known. */
export interface SampledAnswer {
  readonly template: string;
  readonly method: Method;
  readonly sample: unknown;
  readonly schema: JsonSchema;
}

/** What every operation of an API answers, apart from those that answer nothing. */
export function answersOf(document: OpenApiDocument): SampledAnswer[] {
  const api = new PinnedApi(document, world);
  return Object.entries(document.paths).flatMap(([template, item]) =>
    methods.flatMap((method): SampledAnswer[] => {
      const schema = responseSchema(item[method]);
      const operation = api.operations(template.split("/").slice(1))?.get(method);
      return schema ? [{ template, method, sample: operation?.response.sample(), schema }] : [];
    }),
  );
}
