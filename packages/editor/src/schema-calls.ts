import { endpoints, type OpenApiDocuments } from "@ovh-typed/core";
import { openapi } from "@ovh-typed/ovh-eu/openapi";

/** A GET call with everything that its operation requires, and nothing else. */
export interface SchemaCall {
  readonly path: string;
  readonly params: { readonly path?: Arguments; readonly query?: Arguments };
}

type Arguments = Readonly<Record<string, unknown>>;

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
}

interface Document {
  readonly paths: Readonly<Record<string, { readonly get?: { readonly parameters?: readonly Parameter[] } }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema?: Schema;
}

/** A call of every GET operation of ovh-eu, v1 and v2, in the order of their paths. */
export async function schemaCalls(): Promise<SchemaCall[]> {
  const calls = await Promise.all(openapi.apis.map(async (api) => callsOf((await openapi.document(api)) as Document)));
  return calls.flat().sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Those of operations that every region has. */
export async function sharedCalls(): Promise<SchemaCall[]> {
  const all = await schemaCalls();
  const pathsOfEach = await Promise.all(Object.keys(endpoints).map(pathsOf));
  return all.filter(({ path }) => pathsOfEach.every((paths) => paths.has(path)));
}

async function pathsOf(region: string): Promise<ReadonlySet<string>> {
  const { openapi } = (await import(`@ovh-typed/${region}/openapi`)) as { openapi: OpenApiDocuments };
  const documents = await Promise.all(openapi.apis.map((api) => openapi.document(api) as Promise<unknown>));
  return new Set((documents as Document[]).flatMap((document) => callsOf(document).map(({ path }) => path)));
}

function callsOf(document: Document): SchemaCall[] {
  return Object.entries(document.paths)
    .filter(([, { get }]) => get !== undefined)
    .map(([path, { get }]) => ({ path, params: argumentsOf(path, get!.parameters ?? [], document) }));
}

/** As many calls as asked for, spread evenly over those that are given; from the first again where they are too few. */
export function spread<T>(items: readonly T[], count: number): T[] {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: count }, (_, index) => items[Math.floor(index * step) % items.length]!);
}

function argumentsOf(path: string, parameters: readonly Parameter[], document: Document): SchemaCall["params"] {
  const groups = (["path", "query"] as const).map((place) => [
    place,
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === place && parameter.required)
        .map(({ name, schema }) => [name, sample(`${name} of ${path}`, schema ?? {}, document)]),
    ),
  ]);
  return Object.fromEntries(groups.filter(([, group]) => Object.keys(group!).length > 0)) as SchemaCall["params"];
}

const samples: Readonly<Record<string, unknown>> = { string: "x", integer: 1, number: 1, boolean: true, array: [] };

function sample(of: string, schema: Schema, document: Document): unknown {
  const { $ref, type, enum: members, anyOf } = schema;
  if ($ref !== undefined) return sample(of, document.components.schemas[$ref.split("/").at(-1)!]!, document);
  if (members !== undefined) return members[0];
  if (anyOf !== undefined) return sample(of, anyOf[0]!, document);
  const value = type === undefined ? undefined : samples[type];
  if (value === undefined) throw new Error(`There is no sample for ${of}: ${JSON.stringify(schema)}`);
  return value;
}
