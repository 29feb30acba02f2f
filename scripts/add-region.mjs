// Makes the package of each endpoint named (all of the endpoint table when none is), from its entry in that table:
//
//   node scripts/add-region.mjs ovh-eu
//
// What it writes is replaced when it runs again; tests, version and changelog are left alone.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { endpoints, resolveEndpoint } from "@ovh-typed/core";

const packages = fileURLToPath(new URL("../packages", import.meta.url));
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(endpoints);

for (const name of names) {
  const endpoint = resolveEndpoint(name);
  const folder = join(packages, endpoint.name);
  const files = {
    "package.json": json(await packageJson(endpoint, folder)),
    "tsconfig.json": json({
      extends: "../../tsconfig.base.json",
      compilerOptions: { noEmit: true },
      include: ["src", "test", "*.config.ts"],
    }),
    "tsconfig.build.json": json({
      extends: "../../tsconfig.base.json",
      compilerOptions: { rootDir: "src", outDir: "dist", types: [] },
      include: ["src"],
    }),
    "turbo.json": json({
      extends: ["//"],
      tasks: { generate: { inputs: ["$TURBO_DEFAULT$", `$TURBO_ROOT$/schemas/${endpoint.name}/**`] } },
    }),
    "vitest.config.ts": await readFile(join(packages, "core", "vitest.config.ts"), "utf8"),
    "src/index.ts": source(endpoint),
    "test/region.test.ts": runtimeTest(endpoint),
    "test/region.test-d.ts": typeTest(endpoint),
    "README.md": readme(endpoint),
    LICENSE: await readFile(join(packages, "..", "LICENSE"), "utf8"),
  };
  for (const [file, content] of Object.entries(files)) {
    await mkdir(join(folder, file, ".."), { recursive: true });
    await writeFile(join(folder, file), content);
  }
  console.log(`packages/${endpoint.name}`);
}

function json(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

async function packageJson(endpoint, folder) {
  const core = JSON.parse(await readFile(join(packages, "core", "package.json"), "utf8"));
  const own = await readFile(join(folder, "package.json"), "utf8").then(JSON.parse, () => ({ version: "0.0.0" }));
  return {
    name: `@ovh-typed/${endpoint.name}`,
    version: own.version,
    description: `A typed client of OVH's ${endpoint.name} API: every path, parameter and answer, from a pinned schema.`,
    license: core.license,
    files: ["dist", "generated"],
    type: "module",
    sideEffects: false,
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./package.json": "./package.json",
      "./pin.json": "./generated/pin.json",
      "./openapi.json": "./generated/openapi.json",
      "./openapi/*.json": "./generated/openapi/*.json",
      "./unsigned": { types: "./generated/unsigned.d.ts", default: "./generated/unsigned.js" },
      "./iam": { types: "./generated/iam.d.ts", default: "./generated/iam.js" },
      "./iam/*.json": "./generated/iam/*.json",
      "./*": { types: "./generated/api/*.d.ts", default: "./generated/api/*.js" },
    },
    scripts: {
      ...core.scripts,
      typecheck: "node ../../scripts/typecheck.mjs",
      generate: `node ../../scripts/generate-region.mjs ${endpoint.name}`,
    },
    dependencies: { "@ovh-typed/core": "workspace:*" },
    devDependencies: { "@ovh-typed/codegen": "workspace:*" },
    engines: core.engines,
  };
}

function source(endpoint) {
  const deprecated =
    endpoint.status === "retired"
      ? `\n *\n * @deprecated The ${endpoint.name} endpoint is retired: OVH has closed the service.`
      : "";
  return `import {
  type BodyOf as CoreBodyOf,
  type Client,
  createClient as createCoreClient,
  type IamActions,
  type OperationKey as CoreOperationKey,
  type ParamsOf as CoreParamsOf,
  type RegionClientOptions,
  type ResponseOf as CoreResponseOf,
} from "@ovh-typed/core";
import type { Models, Operations } from "../generated/operations.js";
import { unsigned } from "../generated/unsigned.js";

const iam: IamActions = async (api) => (await import("../generated/iam.js")).iam(api);

export { pin } from "../generated/pin.js";
export type {
  DeleteOperations,
  GetOperations,
  Models,
  Operations,
  PostOperations,
  PutOperations,
} from "../generated/operations.js";

/** What {@link createClient} takes: credentials, and how requests are sent. All of it may be left out. */
export interface ClientOptions extends RegionClientOptions {}

/** A client of the ${endpoint.name} endpoint. */
export interface OvhClient extends Client<Operations> {}

/** The name of an operation: its method and path template, \`"GET /me"\`. */
export type OperationKey = CoreOperationKey<Operations>;

/** What an operation answers: \`ResponseOf<"GET /me">\`. */
export type ResponseOf<Key extends OperationKey> = CoreResponseOf<Operations, Key>;

/** The body that an operation takes: \`BodyOf<"POST /auth/credential">\`; never where it takes none. */
export type BodyOf<Key extends OperationKey> = CoreBodyOf<Operations, Key>;

/** The parameters that an operation takes, by \`path\`, \`query\` and \`header\`; never where it takes none. */
export type ParamsOf<Key extends OperationKey> = CoreParamsOf<Operations, Key>;

/**
 * A model by OVH's own name, as its API defines it: what is read of it, or, where only requests hold it, what is sent.
 *
 * @example
 * type Grant = Model<"auth", "auth.AccessRule">;
 */
export type Model<Api extends keyof Models, Name extends keyof Models[Api]> = Models[Api][Name];

/**
 * Makes a client of the ${endpoint.name} endpoint (${endpoint.hosts.released.baseUrl}).
 *
 * Credentials that are not given are taken from the environment (\`OVH_APPLICATION_KEY\`, \`OVH_APPLICATION_SECRET\`,
 * \`OVH_CONSUMER_KEY\`, …) and from \`ovh.conf\` where there are such things.${deprecated}
 *
 * @throws OvhConfigError when credentials are half a pair or of several kinds, or a base URL is not safe.
 */
export function createClient(options: ClientOptions = {}): OvhClient {
  return createCoreClient<Operations>({ ...options, endpoint: "${endpoint.name}", unsigned, iam });
}
`;
}

function runtimeTest(endpoint) {
  return `import { createClient, pin } from "@ovh-typed/${endpoint.name}";
import { createClient as createMeClient } from "@ovh-typed/${endpoint.name}/me";
import manifest from "@ovh-typed/${endpoint.name}/pin.json" with { type: "json" };
import { describe, expect, test } from "vitest";

describe("the package of ${endpoint.name}", () => {
  test("says which schemas it was made from", () => {
    expect(pin.endpoint).toBe("${endpoint.name}");
    expect(pin.versions.v1.operations).toBe(manifest.versions.v1.operations);
    expect(Object.keys(manifest.versions.v1.apis)).toHaveLength(pin.versions.v1.apis);
  });

  test("calls its own endpoint, whole or one API of it", async () => {
    for (const create of [createClient, createMeClient]) {
      const urls: string[] = [];
      const ovh = create({
        fetch: (url) => {
          urls.push(url);
          return Promise.resolve(new Response("1700000000", { headers: { "content-type": "application/json" } }));
        },
      });
      const { data } = await ovh.request("GET", "/auth/time");
      expect(data).toBe(1_700_000_000);
      expect(urls).toEqual(["${endpoint.hosts.released.baseUrl}/auth/time"]);
    }
  });
});
`;
}

function typeTest(endpoint) {
  return `import { createClient, type GetOperations } from "@ovh-typed/${endpoint.name}";
import { createClient as createMeClient } from "@ovh-typed/${endpoint.name}/me";
import { expectTypeOf } from "vitest";

const ovh = createClient();
const { data: me, error } = await ovh.GET("/me");
if (error) throw error;

expectTypeOf(me.firstname).toEqualTypeOf<string | null | undefined>();
expectTypeOf(me).toEqualTypeOf<GetOperations["/me"]["response"]>();
expectTypeOf(ovh.get["/me"]).returns.resolves.toExtend<{ data?: typeof me }>();
expectTypeOf(createMeClient().GET("/me")).toEqualTypeOf(ovh.GET("/me"));

// @ts-expect-error -- a field that /me does not have
void me.firstName;
// @ts-expect-error -- a path that does not exist
void ovh.GET("/mee");
// @ts-expect-error -- another API's path, which a client of one API does not have
void createMeClient().GET("/auth/time");
`;
}

function readme(endpoint) {
  const notice =
    endpoint.status === "retired"
      ? `**Deprecated:** OVH has retired this endpoint. The package is kept for those who still have to read old code.\n\n`
      : "";
  return `# @ovh-typed/${endpoint.name}

${notice}A typed client of OVH's \`${endpoint.name}\` API (${endpoint.hosts.released.baseUrl}): paths complete in the editor,
parameters and answers are typed from a pinned schema, requests are signed.

\`\`\`ts
import { createClient } from "@ovh-typed/${endpoint.name}";

const ovh = createClient(); // OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET, OVH_CONSUMER_KEY
const { data: me, error } = await ovh.GET("/me");
if (error) throw error;
console.log(\`Welcome \${me.firstname}\`);
\`\`\`

\`@ovh-typed/${endpoint.name}/me\` is a client of one API alone, \`@ovh-typed/${endpoint.name}/openapi.json\` the whole
endpoint as OpenAPI 3.1, and \`pin\` says which schema this version was made from.
`;
}
