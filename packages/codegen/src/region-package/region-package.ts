import { indexSource, undiciSource } from "./index-source.js";
import { readme } from "./readme.js";
import type { RegionFacts } from "./region-facts.js";
import { runtimeTest, typeTest } from "./region-tests.js";

/** What the `package.json` of a region takes over: core's, with the metadata and the version of the region. */
export interface PackageManifest {
  readonly version: string;
  readonly keywords: readonly string[];
  readonly homepage: string;
  readonly bugs: string;
  readonly license: string;
  readonly repository: { readonly url: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<string, string>>;
  readonly publishConfig: object;
  readonly devDependencies: { readonly rolldown: string };
  readonly peerDependencies: object;
  readonly peerDependenciesMeta: object;
}

/** The files of a region's package that are written and not generated anew by each build, by their path in it. */
export function regionPackage(region: RegionFacts, taken: PackageManifest): Readonly<Record<string, string>> {
  return {
    "package.json": json(manifest(region, taken)),
    "tsconfig.json": json({
      extends: "../../tsconfig.base.json",
      compilerOptions: { noEmit: true },
      include: ["src", "test", "generated", "*.config.ts"],
    }),
    // What the package's users compile, without the tests' libraries.
    "tsconfig.types.json": json({
      extends: "./tsconfig.json",
      compilerOptions: { types: [] },
      include: ["src", "generated", "test/*.test-d.ts"],
    }),
    "tsconfig.build.json": json({
      extends: "../../tsconfig.base.json",
      compilerOptions: { rootDir: "src", outDir: "dist", emitDeclarationOnly: true, types: [] },
      include: ["src"],
    }),
    "turbo.json": json({
      extends: ["//"],
      tasks: { generate: { inputs: ["$TURBO_DEFAULT$", `$TURBO_ROOT$/schemas/${region.name}/**`] } },
    }),
    "src/index.ts": indexSource(region),
    "src/undici.ts": undiciSource,
    "test/region.test.ts": runtimeTest(region),
    "test/region.test-d.ts": typeTest(region),
    "README.md": readme(region, taken.repository.url.replaceAll(/^git\+|\.git$/g, "")),
  };
}

function manifest({ name, pin }: RegionFacts, taken: PackageManifest): object {
  return {
    name: `@ovh-typed/${name}`,
    version: taken.version,
    description: `A typed client of OVH's ${name} API: every path, parameter and answer, from a pinned schema.`,
    keywords: taken.keywords,
    homepage: taken.homepage,
    bugs: taken.bugs,
    license: taken.license,
    repository: taken.repository,
    // What index.js has inside need not lie beside it.
    files: ["dist", "generated", "!generated/pin.js"],
    type: "module",
    sideEffects: false,
    exports: {
      ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
      "./package.json": "./package.json",
      "./pin.json": "./generated/pin.json",
      "./openapi": { types: "./generated/openapi.d.ts", default: "./generated/openapi.js" },
      "./openapi/*.json.br": "./generated/openapi/*.json.br",
      "./tables": { types: "./generated/tables.d.ts", default: "./generated/tables.js" },
      "./enums/*": { types: "./generated/enums/*.d.ts", default: "./generated/enums/*.js" },
      "./iam": { types: "./generated/iam.d.ts", default: "./generated/iam.js" },
      "./iam/*.json": "./generated/iam/*.json",
      "./undici": { types: "./dist/undici.d.ts", default: "./dist/undici.js" },
      "./wait": { types: "./generated/wait.d.ts", default: "./generated/wait.js" },
      "./*": { types: "./generated/api/*.d.ts", default: "./generated/api/*.js" },
    },
    scripts: {
      ...taken.scripts,
      build: "rolldown -c ../../scripts/region.rolldown.config.js && node ../../scripts/tsc.mjs -p tsconfig.build.json",
      typecheck: "node ../../scripts/typecheck.mjs",
      generate: `node ../../scripts/generate-region.mjs ${name}`,
    },
    dependencies: { "@ovh-typed/core": "workspace:*" },
    devDependencies: { "@ovh-typed/codegen": "workspace:*", rolldown: taken.devDependencies.rolldown },
    peerDependencies: taken.peerDependencies,
    peerDependenciesMeta: taken.peerDependenciesMeta,
    engines: taken.engines,
    publishConfig: taken.publishConfig,
    pin,
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
