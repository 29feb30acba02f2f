import type { World } from "../sampling/world.js";
import type { Method } from "../schema/openapi.js";
import type { ApiName, SchemaSource, Version } from "../schema/source.js";
import type { KeptCollection } from "../state/kept-collection.js";
import { alwaysThere } from "./always-there.js";
import { nameOf, type PinnedOperation } from "./operation.js";
import { PinnedApi } from "./pinned-api.js";

const keyOf = ({ version, path }: ApiName): string => `${version}${path}`;

/** Paths of v2 begin with their version, in schemas and in access rules; those of v1 do not. */
export function prefixOf(version: Version): readonly string[] {
  return version === "v2" ? ["v2"] : [];
}

/** Every operation of an endpoint, by path. An API's document is loaded when one of its paths is first called. */
export class Catalogue {
  readonly versions: ReadonlySet<Version>;
  readonly #source: SchemaSource;
  readonly #loaded = new Map<string, Promise<PinnedApi>>();
  readonly #names = new Map<string, ApiName>();
  readonly #world: World;
  readonly #builtIn: PinnedApi;

  constructor(source: SchemaSource, world: World) {
    this.#world = world;
    this.#builtIn = new PinnedApi(alwaysThere, world);
    this.#source = source;
    for (const name of source.apis()) this.#names.set(keyOf(name), name);
    this.versions = new Set(source.apis().map(({ version }) => version));
  }

  /**
   * The operations under a path, by method.
   *
   * @param segments Of the path behind its version, already percent-decoded.
   * @returns Undefined when the pin has no such path
   */
  async operations(
    version: Version,
    segments: readonly string[],
  ): Promise<ReadonlyMap<Method, PinnedOperation> | undefined> {
    const full = [...prefixOf(version), ...segments];
    const api = this.#apiOf(version, segments);
    return this.#builtIn.operations(full) ?? (api && (await this.#load(api)).operations(full));
  }

  /**
   * Whether an operation exists.
   *
   * @param name Its method and path template: `GET /domain/zone/{zoneName}`.
   */
  async has(name: string): Promise<boolean> {
    const operations = await this.operationsOf(name.slice(name.indexOf("/")));
    return [...(operations?.values() ?? [])].some((operation) => nameOf(operation) === name);
  }

  /** The operations of a path template, by method; undefined when the pin has no such path. */
  async operationsOf(template: string): Promise<ReadonlyMap<Method, PinnedOperation> | undefined> {
    const [, isV2 = "", path = ""] = /^\/(v2\/)?(.*)$/.exec(template) ?? [];
    const operations = await this.operations(isV2 === "" ? "v1" : "v2", path.split("/"));
    return [...(operations?.values() ?? [])][0]?.template === template ? operations : undefined;
  }

  /**
   * What is kept by the template of its list: `/me/order`.
   *
   * @returns Undefined when the pin has no such list
   */
  async collection(list: string): Promise<KeptCollection | undefined> {
    return (await this.operationsOf(list))?.get("get")?.place.lists;
  }

  /**
   * Whether the pin has a path: a template, a finished path, or one in which `*` stands for anything, of which what stands
   * before the first star counts.
   */
  async hasPath(path: string): Promise<boolean> {
    const [start = "", ...stars] = path.split("*");
    const known = start.split("/").slice(1, stars.length > 0 ? -1 : undefined);
    const begins = (template: string): boolean => {
      const segments = template.split("/").slice(1);
      const isLongEnough = stars.length > 0 ? segments.length >= known.length : segments.length === known.length;
      return isLongEnough && known.every((name, index) => name === segments[index] || segments[index]?.startsWith("{"));
    };
    for (const name of this.#names.values()) {
      const api = [...prefixOf(name.version), ...name.path.split("/").slice(1)];
      if (!api.every((segment, index) => index >= known.length || segment === known[index])) continue;
      if ((await this.#load(name)).templates.some(begins)) return true;
    }
    return this.#builtIn.templates.some(begins);
  }

  /** The API of a path is the longest one that its segments begin with. */
  #apiOf(version: Version, segments: readonly string[]): ApiName | undefined {
    for (let length = segments.length; length > 0; length -= 1) {
      const name = this.#names.get(keyOf({ version, path: `/${segments.slice(0, length).join("/")}` }));
      if (name) return name;
    }
    return undefined;
  }

  #load(name: ApiName): Promise<PinnedApi> {
    const key = keyOf(name);
    const existing = this.#loaded.get(key);
    if (existing) return existing;
    const loading = this.#source.document(name).then((document) => new PinnedApi(document, this.#world));
    this.#loaded.set(key, loading);
    // A document that could not be read is tried again by the next call.
    loading.catch(() => this.#loaded.delete(key));
    return loading;
  }
}
