import { fileURLToPath } from "node:url";
import { mergeDocuments, type OpenApiDocument, readPin, regionApis, type RegionApi } from "../src/index.js";

/** The folder of all pins. */
export const schemas: string = fileURLToPath(new URL("../../../schemas", import.meta.url));

/** Counts of every pin: APIs, paths, operations; measured on the captures by other means. */
export const counts: Readonly<Record<string, readonly [apis: number, paths: number, operations: number]>> = {
  "ovh-eu v1": [70, 4728, 6455],
  "ovh-eu v2": [14, 156, 226],
  "ovh-ca v1": [51, 3320, 4460],
  "ovh-us v1": [39, 1727, 2400],
  "soyoustart-eu v1": [20, 827, 1021],
  "soyoustart-ca v1": [17, 513, 651],
  "kimsufi-eu v1": [9, 334, 424],
  "kimsufi-ca v1": [9, 322, 405],
  "runabove-ca v1": [14, 36, 51],
};

/** All eight endpoints. */
export const endpointNames: readonly string[] = [...new Set(Object.keys(counts).map((key) => key.split(" ")[0]!))];

const documents = new Map<string, Promise<RegionApi[]>>();

/** The OpenAPI documents of an endpoint's pin; converted once. */
export function documentsOf(endpoint: string): Promise<RegionApi[]> {
  const known = documents.get(endpoint) ?? readPin(schemas, endpoint).then(regionApis);
  documents.set(endpoint, known);
  return known;
}

/** One API of an endpoint, by its module: `/me`, `/v2/iam`. */
export async function documentOf(endpoint: string, module: string): Promise<RegionApi> {
  const found = (await documentsOf(endpoint)).find((api) => api.module === module);
  if (!found) throw new Error(`${endpoint} has no API ${module}`);
  return found;
}

/** The OpenAPI document of a whole endpoint. */
export function regionDocument(endpoint: string, apis: readonly RegionApi[]): OpenApiDocument {
  return mergeDocuments(
    endpoint,
    apis.map(({ module, document }) => ({ api: module, document })),
  );
}
