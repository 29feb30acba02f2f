import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { emitApiTypes, readPin, regionFiles } from "../src/index.js";
import { documentsOf, endpointNames, schemas } from "./pins.js";

const run = promisify(execFile);
const compiler = fileURLToPath(new URL("../../../scripts/tsc.mjs", import.meta.url));

describe("generated files", () => {
  test.each(endpointNames)("of %s hold types only, none of them any", async (endpoint) => {
    const allowed = new Set([
      ts.SyntaxKind.ImportDeclaration,
      ts.SyntaxKind.InterfaceDeclaration,
      ts.SyntaxKind.TypeAliasDeclaration,
      ts.SyntaxKind.FunctionDeclaration,
      ts.SyntaxKind.VariableStatement,
    ]);
    const imports = new Set<string>();
    const wrong: string[] = [];
    for (const [path, content] of regionFiles(await readPin(schemas, endpoint))) {
      if (!path.endsWith(".d.ts")) continue;
      const file = ts.createSourceFile(path, content, ts.ScriptTarget.ES2022, true);
      for (const statement of file.statements) {
        if (!allowed.has(statement.kind)) wrong.push(`${path}: ${statement.getText()}`);
        if (!ts.isImportDeclaration(statement)) continue;
        imports.add(statement.moduleSpecifier.getText().replace(/^"\.\/.*"$/, "a neighbour"));
        if (!statement.getText().startsWith("import type ")) wrong.push(`${path}: ${statement.getText()}`);
      }
      const visit = (node: ts.Node): void => {
        if (node.kind === ts.SyntaxKind.AnyKeyword) wrong.push(`${path} says any: ${node.parent.getText()}`);
        ts.forEachChild(node, visit);
      };
      visit(file);
    }
    expect(wrong).toEqual([]);
    expect([...imports].sort()).toEqual(['"@ovh-typed/core"', "a neighbour"]);
  });

  test("let what was read be changed and written back, wherever a path has GET and PUT of one model", async () => {
    const folder = await mkdtemp(join(tmpdir(), "write-back-"));
    try {
      const lines: string[] = [];
      for (const [index, { module, document }] of (await documentsOf("ovh-eu")).entries()) {
        const page = { url: "https://example.org/", api: module, version: "v1" };
        await write(folder, `api${module}.d.ts`, emitApiTypes(document, "x", page));
        lines.push(`import type * as api${index} from "./api${module}.js";`);
        for (const [path, { get, put }] of Object.entries(document.paths)) {
          const read = get?.responses["200"];
          const written = put?.requestBody?.content["application/json"].schema.$ref?.replace(/\.Input(-view)?$/, "");
          const answer = read && "content" in read ? read.content?.["application/json"].schema.$ref : undefined;
          if (answer === undefined || answer !== written) continue;
          const key = JSON.stringify(path);
          lines.push(
            `expectWritable<api${index}.PutOperations[${key}]["body"], api${index}.GetOperations[${key}]["response"]>();`,
          );
        }
      }
      const pairs = lines.filter((line) => line.startsWith("expectWritable"));
      expect(pairs.length).toBeGreaterThan(300);
      lines.push("declare function expectWritable<Body, Answer extends Body>(): void;");
      await write(folder, "write-back.ts", lines.join("\n"));
      await write(folder, "package.json", '{ "type": "module" }');
      await expect(typeCheck(folder, "write-back.ts")).resolves.toBe("");

      // The same check does find what cannot be written back.
      await write(
        folder,
        "wrong.ts",
        "declare function e<B, A extends B>(): void;\ne<{ a: string }, { a: string | null }>();\n",
      );
      await expect(typeCheck(folder, "wrong.ts")).resolves.toMatch(/error TS2344/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

async function write(folder: string, path: string, content: string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

/** The compiler's errors, "" for none. */
async function typeCheck(folder: string, file: string): Promise<string> {
  const options = ["--strict", "--noEmit", "--module", "nodenext", "--types", "", "--lib", "es2023"];
  try {
    return (await run(process.execPath, [compiler, ...options, file], { cwd: folder })).stdout;
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
