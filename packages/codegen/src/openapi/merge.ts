import { byCodeUnit, sortedRecord } from "../compare.js";
import { componentKey, distinctNames, distinctOperationIds, identityOf } from "./names.js";
import type { OpenApiDocument, Operation, PathItem, Schema } from "./openapi.js";
import { referencesIn, renameInPathItem, renameInSchema } from "./references.js";
import type { View } from "./views.js";

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
  const apis = parts.map(identify);
  const names = nameComponents(apis);
  const paths: Record<string, PathItem> = {};
  const schemas = new Map<string, Schema>();
  for (const { api, document, identities, components } of apis) {
    const rename = (identity: string): string => names.get(`${api} ${identity}`)!;
    const hasOwnServer = document.servers[0]!.url !== main.servers[0]!.url;
    for (const [path, item] of Object.entries(document.paths)) {
      const renamed = renameInPathItem(item, (key) => rename(identities.get(key)!));
      paths[path] = { ...(hasOwnServer && { servers: document.servers }), ...renamed };
    }
    for (const [identity, { model, schema }] of components) {
      const name = rename(identity);
      if (schemas.has(name)) continue;
      schemas.set(name, { ...renameInSchema(schema, rename), ...(name !== model && { "x-ovh-model": model }) });
    }
  }
  return {
    ...main,
    info: { title: endpoint, version: main.info.version },
    paths: withDistinctIds(paths),
    components: { ...main.components, schemas: sortedRecord(Object.fromEntries(schemas)) },
  };
}

/** A component without the key that its API's document gave it: what it refers to is called by its identity. */
interface Component {
  readonly model: string;
  readonly view: View;
  readonly schema: Schema;
}

/** An API, its components by their identities, and these by their keys. */
interface IdentifiedPart extends DocumentPart {
  readonly identities: ReadonlyMap<string, string>;
  readonly components: ReadonlyMap<string, Component>;
}

function identify({ api, document }: DocumentPart): IdentifiedPart {
  const identities = new Map<string, string>();
  const found = Object.entries(document.components.schemas).map(([key, { "x-ovh-model": name, ...schema }]) => {
    const component = { model: name ?? key, view: schema["x-ovh-view"] ?? "read", schema } as const;
    identities.set(key, identityOf(component.model, component.view));
    return component;
  });
  const components = new Map(
    found.map((component): [string, Component] => [
      identityOf(component.model, component.view),
      { ...component, schema: renameInSchema(component.schema, (key) => identities.get(key)!) },
    ]),
  );
  return { api, document, identities, components };
}

/** The key that each API's component has in the merged document, by `<api> <identity>`. */
function nameComponents(parts: readonly IdentifiedPart[]): Map<string, string> {
  const wanted = new Map<string, string>();
  const apisOf = new Map<string, readonly string[]>();
  const variants = [...variantsOf(parts)].sort(([one], [other]) => byCodeUnit(one, other));
  const add = (identity: string, apis: readonly string[], name: string): void => {
    apisOf.set(`${apis[0]} ${identity}`, apis);
    wanted.set(`${apis[0]} ${identity}`, name);
  };
  const sorted = variants.map(([identity, { model, view, groups }]) => {
    const [most, ...others] = groups.sort((a, b) => b.length - a.length || byCodeUnit(a[0]!, b[0]!));
    return { identity, key: componentKey(model, view), view, most: most!, others };
  });
  // OVH's own names come first, that a view of this project's takes none of them.
  for (const { identity, key, view, most } of sorted) if (view === "read") add(identity, most, key);
  for (const { identity, key, view, most } of sorted) if (view !== "read") add(identity, most, key);
  for (const { identity, key, others } of sorted) {
    for (const apis of others) add(identity, apis, `${key}-in${apis[0]!.replaceAll("/", "-")}`);
  }
  const names = new Map<string, string>();
  for (const [first, name] of distinctNames(wanted)) {
    const identity = first.slice(first.indexOf(" ") + 1);
    for (const api of apisOf.get(first)!) names.set(`${api} ${identity}`, name);
  }
  return names;
}

/** A component and the APIs that define it, grouped by what they define it as. */
interface Variants extends Pick<Component, "model" | "view"> {
  readonly groups: string[][];
}

/** By identity: the APIs that define the component, grouped by what they define it as, references followed. */
function variantsOf(parts: readonly IdentifiedPart[]): Map<string, Variants> {
  const texts = new Map<string, Map<string, string>>();
  const known = new Map<string, Component>();
  const referrers = new Map<string, Set<string>>();
  for (const { api, components } of parts) {
    for (const [identity, component] of components) {
      known.set(identity, component);
      const byApi = texts.get(identity) ?? new Map<string, string>();
      texts.set(identity, byApi.set(api, JSON.stringify(component.schema)));
      for (const referred of referencesIn(component.schema)) {
        referrers.set(referred, (referrers.get(referred) ?? new Set()).add(identity));
      }
    }
  }
  // A component that refers to one with variants has variants itself: each API's own.
  const waiting = [...texts.keys()].filter((identity) => new Set(texts.get(identity)!.values()).size > 1);
  for (let identity = waiting.pop(); identity !== undefined; identity = waiting.pop()) {
    for (const referrer of referrers.get(identity) ?? []) {
      const byApi = texts.get(referrer)!;
      const before = new Set(byApi.values()).size;
      for (const [api, text] of byApi) byApi.set(api, `${text} ${identity} ${texts.get(identity)!.get(api)}`);
      // Each time there are more of them, so that this ends, in cycles too.
      if (new Set(byApi.values()).size > before) waiting.push(referrer);
    }
  }
  return new Map(
    [...texts].map(([identity, byApi]) => {
      const groups = new Map<string, string[]>();
      for (const [api, text] of byApi) groups.set(text, [...(groups.get(text) ?? []), api]);
      const { model, view } = known.get(identity)!;
      return [identity, { model, view, groups: [...groups.values()].map((apis) => apis.sort(byCodeUnit)) }];
    }),
  );
}

/** Operation ids that are distinct within each API stay so in all of them. */
function withDistinctIds(paths: Readonly<Record<string, PathItem>>): Record<string, PathItem> {
  const operationsOf = ({ servers: _, ...operations }: PathItem): Operation[] => Object.values(operations);
  const ids = Object.values(paths).flatMap((item) => operationsOf(item).map(({ operationId }) => operationId));
  const distinct = distinctOperationIds(ids.map((id) => [id, id]));
  return Object.fromEntries(
    Object.entries(paths).map(([path, { servers, ...operations }]) => [
      path,
      {
        ...(servers && { servers }),
        ...Object.fromEntries(
          Object.entries(operations).map(([method, operation]) => [
            method,
            { ...operation, operationId: distinct.get(operation.operationId)! },
          ]),
        ),
      },
    ]),
  );
}
