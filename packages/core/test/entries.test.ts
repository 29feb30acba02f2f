import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import * as main from "../src/index.js";
import * as node from "../src/node.js";

const source = resolve(dirname(fileURLToPath(import.meta.url)), "../src");

/** What a file says, without its comments. */
function codeOf(file: string): string {
  return readFileSync(file, "utf8").replaceAll(/\/\*\*[^]*?\*\/|^ *\/\/.*/gm, "");
}

/** The files a module loads when imported, and the packages they import. */
function graphOf(entry: string): { files: string[]; packages: Set<string> } {
  const files = [resolve(source, entry)];
  const packages = new Set<string>();
  for (const file of files) {
    const text = codeOf(file);
    for (const [, specifier = ""] of text.matchAll(/^(?:import|export)\b[^"]*?\bfrom "([^"]+)";|^import "([^"]+)"/gm)) {
      const next = resolve(dirname(file), specifier.replace(/\.js$/, ".ts"));
      if (!specifier.startsWith(".")) packages.add(specifier);
      else if (!files.includes(next)) files.push(next);
    }
    // What is loaded on first use counts as well.
    for (const [, specifier = ""] of text.matchAll(/\b(?:import|createRequire\([^)]*\))\("([^"]+)"\)/g)) {
      const next = resolve(dirname(file), specifier.replace(/\.js$/, ".ts"));
      if (!specifier.startsWith(".")) packages.add(specifier);
      else if (!files.includes(next)) files.push(next);
    }
  }
  return { files, packages };
}

describe("the two entries", () => {
  it("export the same names, and the same things but for createClient", () => {
    expect(Object.keys(node)).toEqual(Object.keys(main));
    const different = Object.keys(main).filter((name) => Reflect.get(main, name) !== Reflect.get(node, name));
    expect(different).toEqual(["createClient"]);
    const exported = readFileSync(resolve(source, "node.ts"), "utf8").match(/^export .*?(?=[(<{;])/gm);
    expect(exported).toEqual(['export * from "./index.js"', "export function createClient"]);
  });

  it("offer what they promise", () => {
    expect(Object.keys(main).sort()).toEqual([
      "OvhApiError",
      "OvhAuthError",
      "OvhConfigError",
      "OvhError",
      "OvhNetworkError",
      "OvhParseError",
      "OvhProtocolError",
      "OvhTaskError",
      "OvhTimeoutError",
      "createClient",
      "endpoints",
      "resolveEndpoint",
      "sign",
      "unwrap",
    ]);
  });

  it("import openapi-fetch alone, from one module; Node's also Node's own modules, and ini where a file exists", () => {
    const node = ["ini", "node:crypto", "node:fs", "node:module", "node:os", "node:path"];
    for (const [entry, more] of [
      ["index.ts", []],
      ["node.ts", node],
    ] as const) {
      const { files, packages } = graphOf(entry);
      expect([...packages].filter((name) => name !== "").sort()).toEqual([...more, "openapi-fetch"].sort());
      const importers = files.filter((file) => readFileSync(file, "utf8").includes('from "openapi-fetch"'));
      expect(importers).toEqual([resolve(source, "call/engine.ts")]);
    }
  });

  it("leave Node's globals to the node entry", () => {
    const nodeOnly = /\b(?:process|Buffer|global|require|__dirname)\b[.[(]/;
    const users = (entry: string): string[] => graphOf(entry).files.filter((file) => nodeOnly.test(codeOf(file)));
    expect(users("index.ts")).toEqual([]);
    expect(users("node.ts").sort()).toEqual([
      resolve(source, "built-in.ts"),
      resolve(source, "credentials/node/config-file.ts"),
      resolve(source, "credentials/node/settle.ts"),
    ]);
  });
});
