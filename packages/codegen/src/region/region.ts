import { byCodeUnit } from "../compare.js";
import { emitApiTypes, generatedFrom } from "../emit/api-module.js";
import { literal } from "../emit/literal.js";
import { listsName, operationsName } from "../emit/operations.js";
import { showHidden } from "../hidden-characters.js";
import { type DocumentResult, pathPrefix, toOpenApi } from "../openapi/document.js";
import type { Overrides } from "../openapi/models.js";
import { methods } from "../openapi/openapi.js";
import { readersOf } from "../openapi/tasks.js";
import type { PinManifest } from "../pin/manifest.js";
import { formatPin, type PinnedApi } from "../pin/notation.js";
import { documentFiles } from "./document-files.js";
import { entryModules } from "./entry-modules.js";
import { enumModules } from "./enum-modules.js";
import { operationTables } from "./operation-tables.js";
import { pinSummary } from "./pin-summary.js";

/** A whole pin, read. */
export interface Pin {
  readonly manifest: PinManifest;
  /** By version, then in the order of the manifest. */
  readonly apis: readonly { readonly version: string; readonly pin: PinnedApi; readonly overrides: Overrides }[];
}

/** An API of a region: where its module lies, and its document. */
export interface RegionApi extends DocumentResult {
  readonly version: string;
  /** The API's path, `/dedicated/server`. */
  readonly api: string;
  /** Its path in the typed client, and below it its module: `/dedicated/server`, `/v2/iam`. */
  readonly module: string;
}

/** The OpenAPI documents of an endpoint, one per API. */
export function regionApis({ manifest, apis }: Pin): RegionApi[] {
  return apis.map(({ version, pin, overrides }) => ({
    version,
    api: pin.api,
    module: `${pathPrefix(version)}${pin.api}`,
    ...toOpenApi(pin, {
      endpoint: manifest.endpoint,
      version,
      source: manifest.versions[version]!.source,
      overrides,
    }),
  }));
}

/** What is generated: the files of an endpoint's package, or those of a project of its own, which has no package. */
export type RegionPlace = "package" | "project";

/**
 * Every file that is generated for an endpoint, by its path below the package's `generated` folder, or in a project below
 * the folder that is its client. They come one by one, so that a whole region is never held in memory as text. What is
 * no text is compressed.
 */
export function* regionFiles(
  pin: Pin,
  place: RegionPlace = "package",
): Iterable<readonly [path: string, content: string | Uint8Array]> {
  const { manifest } = pin;
  const apis = regionApis(pin);
  for (const { version, api, module, document } of apis) {
    const source = `schemas/${manifest.endpoint}/${version}${api}.json`;
    const url = `${new URL(manifest.versions[version]!.source).origin}/console/`;
    yield [
      `api${module}.d.ts`,
      `${emitApiTypes(document, source, { url, api, version }, "Waitable")}${clientTypes(manifest.endpoint)}`,
    ];
    const index =
      place === "package" ? `@ovh-typed/${manifest.endpoint}` : `${"../".repeat(module.split("/").length - 1)}index.js`;
    yield [`api${module}.js`, `${generatedFrom(source)}export { createClient } from "${index}";\n`];
  }
  if (place === "project") yield* entryModules(manifest);
  yield* documentFiles(manifest.endpoint, apis);
  yield ["operations.d.ts", operationsIndex(manifest, apis)];
  yield* enumModules(manifest.endpoint, apis);
  yield* tablesOf(manifest, apis);
  yield* iamTables(manifest, apis);
  yield* taskTables(manifest, apis);
  yield* pinModules(manifest);
}

/** What follows the types of each API's module: a client of that API alone, and names for the parts of its operations. */
const clientTypes = (endpoint: string): string => `
import type * as core from "@ovh-typed/core";
type Waitable<T> = core.Waitable<T>;
export interface Operations { endpoint: "${endpoint}"; ${methods.map((method) => `${method.toUpperCase()}: ${operationsName(method)}`).join("; ")}; LIST: ${listsName} }
export interface OvhClient extends core.Client<Operations> {}
export type OperationKey = core.OperationKey<Operations>;
export type ResponseOf<Key extends OperationKey> = core.ResponseOf<Operations, Key>;
export type ItemOf<Key extends OperationKey> = core.ItemOf<Operations, Key>;
export type BodyOf<Key extends OperationKey> = core.BodyOf<Operations, Key>;
export type ParamsOf<Key extends OperationKey> = core.ParamsOf<Operations, Key>;
export type Model<Name extends keyof Models> = Models[Name];
/** A client of this API's paths alone: as the region's \`createClient\`, with less for the editor to load. */
export declare function createClient(options?: core.RegionClientOptions): OvhClient;
`;

function operationsIndex(manifest: PinManifest, apis: readonly RegionApi[]): string {
  const imports = apis.map(({ module }, index) => `import type * as api${index} from "./api${module}.js";\n`);
  const interfaces = [...methods.map(operationsName), listsName].map((name) => {
    const parents = apis.map((_, index) => `  api${index}.${name}`).join(",\n");
    return `export interface ${name} extends\n${parents} {}\n`;
  });
  const members = methods.map((method) => `  ${method.toUpperCase()}: ${operationsName(method)};\n`);
  members.push(`  LIST: ${listsName};\n`);
  const models = apis.map(({ module }, index) => `  ${JSON.stringify(module.slice(1))}: api${index}.Models;\n`);
  return `${generatedFrom(`schemas/${manifest.endpoint}`)}
${imports.join("")}
${interfaces.join("")}export interface Operations {\n  endpoint: "${manifest.endpoint}";\n${members.join("")}}
/** The models of each API by OVH's own names. */
export interface Models {\n${models.join("")}}
`;
}

function* tablesOf(manifest: PinManifest, apis: readonly RegionApi[]): Iterable<readonly [string, string]> {
  const header = generatedFrom(`schemas/${manifest.endpoint}`);
  const declaration = "export declare const tables: OperationTables;\n";
  const { expanded, ...tables } = operationTables(manifest.endpoint, apis);
  const loads = `{ ...${JSON.stringify(tables)}, expanded: async () => (await import("./expanded.js")).expanded }`;
  yield ["tables.js", `${header}export const tables = ${loads};\n`];
  yield ["expanded.js", `${header}export const expanded = ${JSON.stringify(expanded)};\n`];
  yield ["tables.d.ts", `${header}import type { OperationTables } from "@ovh-typed/core";\n${declaration}`];
}

/** The IAM actions of operations, a file for each API, and what loads one of them. */
function* iamTables(manifest: PinManifest, apis: readonly RegionApi[]): Iterable<readonly [string, string]> {
  const loaders: string[] = [];
  for (const { module, document } of apis) {
    const actions = Object.entries(document.paths).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const iam = item[method]?.["x-ovh-iam"];
        return iam === undefined ? [] : [[`${method.toUpperCase()} ${path}`, iam] as const];
      }),
    );
    actions.sort(([one], [other]) => byCodeUnit(one, other));
    yield [`iam${module}.json`, `${showHidden(JSON.stringify(Object.fromEntries(actions)))}\n`];
    const file = JSON.stringify(`./iam${module}.json`);
    loaders.push(`  ${JSON.stringify(module)}: () => import(${file}, { with: { type: "json" } }),\n`);
  }
  const header = generatedFrom(`schemas/${manifest.endpoint}`);
  const { endpoint } = manifest;
  const load = `export const iam = { endpoint: "${endpoint}", actions: async (api) => (await tables[api]?.())?.default };\n`;
  yield ["iam.js", `${header}const tables = {\n${loaders.join("")}};\n${load}`];
  yield [
    "iam.d.ts",
    `${header}import type { IamTables } from "@ovh-typed/core";\n/** The IAM actions of ${endpoint}'s operations. */\nexport declare const iam: IamTables;\n`,
  ];
}

/** What reads the tasks that operations answer. */
function* taskTables(manifest: PinManifest, apis: readonly RegionApi[]): Iterable<readonly [string, string]> {
  const readers = apis.flatMap(({ document }) => [...readersOf(document)]);
  readers.sort(([one], [other]) => byCodeUnit(one, other));
  const { endpoint } = manifest;
  const header = generatedFrom(`schemas/${endpoint}`);
  const tasks = { endpoint, readers: Object.fromEntries(readers) };
  yield ["wait.js", `${header}export const tasks = ${JSON.stringify(tasks)};\n`];
  yield [
    "wait.d.ts",
    `${header}import type { TaskTables } from "@ovh-typed/core";\n/** What reads the tasks of ${endpoint}'s operations. */\nexport declare const tasks: TaskTables;\n`,
  ];
}

function* pinModules(manifest: PinManifest): Iterable<readonly [string, string]> {
  const pin = pinSummary(manifest);
  const header = generatedFrom(`schemas/${manifest.endpoint}/pin.json`);
  const declared = Object.entries(pin.versions).map(([version, { apis: _, ...facts }]) => {
    const members = Object.entries(facts).map(([name, value]) => `readonly ${name}: ${literal(value)}`);
    return `    readonly ${version}: { ${members.join("; ")}; readonly apis: PinnedApis };\n`;
  });
  yield ["pin.json", `${JSON.stringify(published(manifest), undefined, 2)}\n`];
  yield ["pin.js", `${header}export const pin = ${formatPin(pin).trimEnd()};\n`];
  yield [
    "pin.d.ts",
    `${header}/** By an API's path: the day of its schema, and the first 16 digits of the SHA-256 of what OVH served. */
interface PinnedApis { readonly [api: string]: { readonly captured: string; readonly hash: string } }
/** Which schemas this package was made from. */
export declare const pin: {
  readonly endpoint: "${manifest.endpoint}";
  readonly versions: {
${declared.join("")}  };
};
`,
  ];
}

/** A manifest without what is of the pinned files and of their next pull alone. */
function published({ versions, ...manifest }: PinManifest): PinManifest {
  const apisOf = (apis: PinManifest["versions"][string]["apis"]): typeof apis =>
    Object.fromEntries(Object.entries(apis).map(([api, { pinned: _, validators: __, ...record }]) => [api, record]));
  const own = Object.entries(versions).map(([version, { apis, ...rest }]) => [
    version,
    { ...rest, apis: apisOf(apis) },
  ]);
  return { ...manifest, versions: Object.fromEntries(own) as PinManifest["versions"] };
}
