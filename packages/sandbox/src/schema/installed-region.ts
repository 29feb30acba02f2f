import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type IamTables, type OpenApiDocuments, type OperationTables, OvhConfigError } from "@ovh-typed/core";
import type { OpenApiDocument } from "./openapi.js";
import type { ApiName, SchemaSource, Version } from "./source.js";

interface Pin {
  readonly endpoint: string;
  readonly versions: Readonly<Partial<Record<Version, { readonly apis: Readonly<Record<string, unknown>> }>>>;
}

/** The schemas that an installed package carries, and what its client is told of them. */
export interface InstalledRegion extends SchemaSource {
  /** The documents of its APIs. */
  readonly openapi: OpenApiDocuments;
  /** What its client is told of operations. */
  tables(): Promise<OperationTables>;
  /** The IAM actions of an API's operations. */
  iam(): Promise<IamTables>;
}

/** The region's package is looked for where the program runs, then beside the sandbox. */
const resolvers = (): readonly NodeJS.Require[] => [
  createRequire(join(process.cwd(), "package.json")),
  createRequire(import.meta.url),
];

function locate(packageName: string): (file: string) => string {
  for (const resolver of resolvers()) {
    try {
      resolver.resolve(`${packageName}/pin.json`);
      return (file) => resolver.resolve(`${packageName}/${file}`);
    } catch {
      // Not installed there: the next place is tried, and the error below speaks for all.
    }
  }
  throw new OvhConfigError(
    `The schemas are those of ${packageName}, which is not installed. ` +
      `Install it next to your program: npm install --save-dev ${packageName}`,
  );
}

async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, "utf8")) as T;
}

/**
 * The schemas that the installed package of an endpoint carries.
 *
 * @param endpoint Canonical name of the endpoint, such as `ovh-eu`.
 * @throws {OvhConfigError} When `@ovh-typed/<endpoint>` is installed neither in the working directory nor beside the
 *   sandbox; it says what to install.
 */
export async function installedRegion(endpoint: string): Promise<InstalledRegion> {
  const file = locate(`@ovh-typed/${endpoint}`);
  return readRegion(file, await readJson<Pin>(file("pin.json")));
}

/**
 * The schemas that a folder carries which `ovh-typed schema pin` has generated, `./ovh/ovh-eu`.
 *
 * @returns They, and the endpoint that they are of.
 * @throws {OvhConfigError} When it is no such folder.
 */
export async function generatedRegion(folder: string): Promise<{ endpoint: string; region: InstalledRegion }> {
  const file = (name: string): string => join(resolve(folder), extname(name) === "" ? `${name}.js` : name);
  const pin = await readJson<Pin>(file("pin.json")).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw new OvhConfigError(
      `${folder} has no pin.json: name the folder of a client that \`ovh-typed schema pin\` has generated, ./ovh/ovh-eu.`,
    );
  });
  return { endpoint: pin.endpoint, region: await readRegion(file, pin) };
}

async function readRegion(file: (name: string) => string, pin: Pin): Promise<InstalledRegion> {
  const apis = (Object.keys(pin.versions) as Version[]).flatMap((version) =>
    Object.keys(pin.versions[version]?.apis ?? {}).map((path): ApiName => ({ version, path })),
  );
  const table = async (name: string): Promise<unknown> => import(pathToFileURL(file(name)).href);
  const { openapi } = (await table("openapi")) as { openapi: OpenApiDocuments };
  return {
    openapi,
    apis: () => apis,
    tables: async () => ((await table("tables")) as { tables: OperationTables }).tables,
    iam: async () => ((await table("iam")) as { iam: IamTables }).iam,
    document: async ({ version, path }) =>
      // Made by codegen, whose word the details of its shape are.
      (await openapi.document(`${version === "v1" ? "" : `/${version}`}${path}`)) as unknown as OpenApiDocument,
  };
}
