import ts from "typescript";
import { describe, expect, test } from "vitest";
import { readPin, regionFiles } from "../src/index.js";
import { endpointNames, schemas } from "./pins.js";

/** What the modules of enums offer besides. */
const guard = 'export { isMember } from "@ovh-typed/core/enums";';

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
      if (typeof content !== "string" || !path.endsWith(".d.ts")) continue;
      const file = ts.createSourceFile(path, content, ts.ScriptTarget.ES2022, true);
      for (const statement of file.statements) {
        if (statement.getText() === guard) continue;
        if (!allowed.has(statement.kind)) wrong.push(`${path}: ${statement.getText()}`);
        if (!ts.isImportDeclaration(statement)) continue;
        imports.add(statement.moduleSpecifier.getText().replace(/^"\.{1,2}\/.*"$/, "a neighbour"));
        if (!statement.getText().startsWith("import type ")) wrong.push(`${path}: ${statement.getText()}`);
      }
      const visit = (node: ts.Node): void => {
        if (node.kind === ts.SyntaxKind.AnyKeyword) wrong.push(`${path} says any: ${node.parent.getText()}`);
        ts.forEachChild(node, visit);
      };
      visit(file);
    }
    expect(wrong).toEqual([]);
    expect([...imports].sort()).toEqual(['"@ovh-typed/core"', '"@ovh-typed/core/enums"', "a neighbour"]);
  });
});
