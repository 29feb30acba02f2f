import { byCodeUnit, sortedRecord } from "../compare.js";
import { type OpenApiDocument, type PathItem, referredKey, referTo, type Schema } from "./openapi.js";

/** An API's document on its way into a merged one. */
export interface DocumentPart {
  /** The API's path in the typed client: `/me`, `/v2/iam`. */
  readonly api: string;
  readonly document: OpenApiDocument;
}

/**
 * Merges the documents of an endpoint's APIs into one. Where APIs define a model of the same name differently, the
 * definition that most of them share keeps the name; the others are called after their API (`order.Price-in-me`).
 */
export function mergeDocuments(endpoint: string, parts: readonly DocumentPart[]): OpenApiDocument {
  const main = parts[0]!.document;
  const names = nameComponents(parts);
  const paths: Record<string, PathItem> = {};
  const schemas: Record<string, Schema> = {};
  for (const { api, document } of parts) {
    const rename = (key: string): string => names.get(`${api} ${key}`)!;
    const hasOwnServer = document.servers[0]!.url !== main.servers[0]!.url;
    for (const [path, item] of Object.entries(renameReferences(document.paths, rename))) {
      paths[path] = { ...(hasOwnServer && { servers: document.servers }), ...item };
    }
    for (const [key, schema] of Object.entries(document.components.schemas)) {
      const name = rename(key);
      schemas[name] ??= {
        ...renameReferences(schema, rename),
        ...(name !== key && { "x-ovh-model": schema["x-ovh-model"] ?? key }),
      };
    }
  }
  return {
    ...main,
    info: { title: endpoint, version: main.info.version },
    paths,
    components: { ...main.components, schemas: sortedRecord(schemas) },
  };
}

/** The key that each API's component has in the merged document, by `<api> <key>`. */
function nameComponents(parts: readonly DocumentPart[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const [key, variants] of variantsOf(parts)) {
    const [most, ...others] = [...variants].sort((a, b) => b.length - a.length || byCodeUnit(a[0]!, b[0]!));
    for (const api of most!) names.set(`${api} ${key}`, key);
    for (const apis of others) {
      for (const api of apis) names.set(`${api} ${key}`, `${key}-in${apis[0]!.replaceAll("/", "-")}`);
    }
  }
  return names;
}

/** By key: the APIs that define the component, grouped by what they define it as, references followed. */
function variantsOf(parts: readonly DocumentPart[]): Map<string, string[][]> {
  const texts = new Map<string, Map<string, string>>();
  const referrers = new Map<string, Set<string>>();
  for (const { api, document } of parts) {
    for (const [key, schema] of Object.entries(document.components.schemas)) {
      const byApi = texts.get(key) ?? new Map<string, string>();
      texts.set(key, byApi.set(api, JSON.stringify(schema)));
      for (const referred of referencesIn(schema)) {
        referrers.set(referred, (referrers.get(referred) ?? new Set()).add(key));
      }
    }
  }
  // A component that refers to one with variants has variants itself: each API's own.
  const waiting = [...texts.keys()].filter((key) => new Set(texts.get(key)!.values()).size > 1);
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    for (const referrer of referrers.get(key) ?? []) {
      const byApi = texts.get(referrer)!;
      const before = new Set(byApi.values()).size;
      for (const [api, text] of byApi) byApi.set(api, `${text} ${key} ${texts.get(key)!.get(api)}`);
      // Each time there are more of them, so that this ends, in cycles too.
      if (new Set(byApi.values()).size > before) waiting.push(referrer);
    }
  }
  return new Map(
    [...texts].map(([key, byApi]) => {
      const groups = new Map<string, string[]>();
      for (const [api, text] of byApi) groups.set(text, [...(groups.get(text) ?? []), api]);
      return [key, [...groups.values()].map((apis) => apis.sort(byCodeUnit))];
    }),
  );
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const key = referredKey(value as Schema);
  return key !== undefined ? [key] : Object.values(value).flatMap(referencesIn);
}

function renameReferences<T>(value: T, rename: (key: string) => string): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => renameReferences(item, rename)) as T;
  const key = referredKey(value as Schema);
  if (key !== undefined) return { ...value, ...referTo(rename(key)) };
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renameReferences(item, rename)])) as T;
}
