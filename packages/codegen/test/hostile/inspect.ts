import { brotliDecompressSync } from "node:zlib";
import ts from "typescript";
import { hiddenCharacters } from "../../src/hidden-characters.js";

/** What a generated file consists of, apart from the names and texts of a schema. */
export interface Anatomy {
  /** What kinds of things there are, and what they are called where a schema does not name them. */
  readonly parts: ReadonlySet<string>;
  /** What no generated file may have. */
  readonly wrong: readonly string[];
}

/**
 * Looks at a generated file as compilers and engines see it.
 *
 * @param content As text; of a compressed document, each byte as a character.
 */
export function anatomyOf(path: string, content: string): Anatomy {
  if (path.endsWith(".br")) return ofJson(brotliDecompressSync(Buffer.from(content, "latin1")).toString());
  const { parts, wrong } = path.endsWith(".json") ? ofJson(content) : ofCode(path, content);
  return { parts, wrong: content.search(hiddenCharacters) === -1 ? wrong : [...wrong, "hidden characters"] };
}

function ofJson(text: string): Anatomy {
  const wrong: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === "__proto__") wrong.push("the key __proto__");
      if (key === "$ref" && typeof inner === "string" && !inner.startsWith("#/components/"))
        wrong.push(`a reference to ${inner}`);
      visit(inner);
    }
  };
  visit(JSON.parse(text));
  return { parts: new Set(), wrong };
}

function ofCode(path: string, content: string): Anatomy {
  const parts = new Set<string>();
  const wrong: string[] = [];
  const file = ts.createSourceFile(path, content, ts.ScriptTarget.ES2022, true) as ts.SourceFile & {
    readonly parseDiagnostics: readonly ts.Diagnostic[];
    readonly commentDirectives?: readonly unknown[];
    readonly checkJsDirective?: unknown;
    readonly pragmas: ReadonlyMap<string, unknown>;
  };
  for (const { messageText } of file.parseDiagnostics) wrong.push(`no code: ${JSON.stringify(messageText)}`);
  if (file.commentDirectives !== undefined || file.checkJsDirective !== undefined || file.pragmas.size > 0) {
    wrong.push("a comment that the compiler obeys");
  }
  if (/<\/script/i.test(content) && path.endsWith(".js")) wrong.push("the end of a script");
  const isData = (node: ts.Node): boolean =>
    ts.isStringLiteral(node) ||
    ts.isNumericLiteral(node) ||
    (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand)) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    (ts.isArrayLiteralExpression(node) && node.elements.every(isData)) ||
    (ts.isObjectLiteralExpression(node) &&
      node.properties.every(
        (property) =>
          ts.isPropertyAssignment(property) &&
          !ts.isComputedPropertyName(property.name) &&
          isData(property.initializer),
      ));
  const visit = (node: ts.Node): void => {
    const kind = ts.SyntaxKind[node.kind];
    const tags = ts.getJSDocTags(node).map(({ tagName }) => `@${tagName.text}`);
    if (tags.length > 0) parts.add(tags.join(" "));
    if (path.endsWith(".js") && isData(node)) {
      parts.add("data");
      return;
    }
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) parts.add(node.getText());
    else if (ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node))
      parts.add(`${kind} ${node.name?.getText()}`);
    // In code every name counts; in types they are those of models and fields.
    else if (path.endsWith(".js") && ts.isIdentifier(node)) parts.add(`${kind} ${node.text}`);
    else parts.add(kind);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { parts, wrong };
}
