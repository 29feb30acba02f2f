import { createRequire } from "node:module";
import type TypeScript from "typescript";
import { generatedFrom } from "../emit/api-module.js";
import type { PinManifest } from "../pin/manifest.js";
import { indexSource } from "../region-package/index-source.js";

/**
 * The module that a project imports of what is generated in it: the same as a region's package offers, as JavaScript and
 * as its declarations.
 */
export function* entryModules({ endpoint, versions }: PinManifest): Iterable<readonly [path: string, content: string]> {
  const ts = createRequire(import.meta.url)("typescript") as typeof TypeScript;
  const [version] = Object.values(versions);
  const header = generatedFrom(`schemas/${endpoint}`);
  const facts = { name: endpoint, baseUrl: new URL(version!.source).origin, isRetired: false };
  const source = indexSource(facts, { header: "", generated: "." });
  const compilerOptions: TypeScript.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
    newLine: ts.NewLineKind.LineFeed,
    verbatimModuleSyntax: true,
  };
  yield ["index.js", header + ts.transpileModule(source, { compilerOptions }).outputText];
  yield ["index.d.ts", header + ts.transpileDeclaration(source, { compilerOptions }).outputText];
}
