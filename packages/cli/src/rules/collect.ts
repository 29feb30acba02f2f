import { type ParseResult, parseSync, Visitor } from "oxc-parser";
import { RefusedError } from "../refused-error.js";

/** What a program calls. */
export interface CollectedCalls {
  /** `GET /me`, each once. */
  readonly operations: ReadonlySet<string>;
  /** The endpoints whose packages it imports. */
  readonly endpoints: ReadonlySet<string>;
  /** The lines of calls whose path is not written out. */
  readonly unknown: readonly number[];
}

type Program = ParseResult["program"];
type Handlers = NonNullable<ConstructorParameters<typeof Visitor>[0]>;
type CallExpression = Parameters<NonNullable<Handlers["CallExpression"]>>[0];
type Expression = CallExpression["callee"] | CallExpression["arguments"][number];

const methods: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "DELETE"]);

/**
 * Collects the operations that a file calls in any shape of the client: `ovh.GET("/me")`, `ovh.get["/me"]()`,
 * `ovh.request("GET", "/me")`. What cannot be known is told apart: `ovh.GET(path)`.
 *
 * @throws {RefusedError} When the file cannot be parsed.
 */
export function collectCalls(file: string, source: string): CollectedCalls {
  const { program, errors } = parseSync(file, source);
  const lineOf = (position: number): number => source.slice(0, position).split("\n").length;
  const [error] = errors;
  if (error !== undefined)
    throw new RefusedError(`${file}, line ${lineOf(error.labels[0]?.start ?? 0)}: ${error.message}`);
  const operations = new Set<string>();
  const unknown: number[] = [];
  const add = (method: string, path: string | undefined, position: number): void => {
    if (path === undefined) unknown.push(lineOf(position));
    else if (path.startsWith("/")) operations.add(`${method} ${path.split("?")[0]}`);
  };
  new Visitor({
    CallExpression({ callee, arguments: [first, second], start }) {
      const name = nameOf(bare(callee));
      if (first === undefined || name === undefined) return;
      if (methods.has(name)) add(name, literal(first), start);
      const method = literal(first) ?? "";
      if (name === "request" && second !== undefined && methods.has(method)) add(method, literal(second), start);
    },
    MemberExpression({ object, property, computed, start }) {
      // Also where it is not called: it may be handed on.
      const method = memberName(bare(object))?.toUpperCase();
      if (!computed || method === undefined || !methods.has(method) || memberName(bare(object)) === method) return;
      add(method, literal(property as Expression), start);
    },
  }).visit(program);
  return { operations, endpoints: importedEndpoints(program), unknown };
}

/** The expression without what TypeScript and `?.` put around it. */
function bare(node: Expression): Expression {
  switch (node.type) {
    case "ChainExpression":
    case "ParenthesizedExpression":
    case "TSNonNullExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
      return bare(node.expression as Expression);
    default:
      return node;
  }
}

const nameOf = (node: Expression): string | undefined => (node.type === "Identifier" ? node.name : memberName(node));

function memberName(node: Expression): string | undefined {
  if (node.type !== "MemberExpression") return undefined;
  if (node.computed) return literal(node.property as Expression);
  return node.property.type === "Identifier" ? node.property.name : undefined;
}

/** The text of a literal; undefined for anything that is only known when the program runs. */
function literal(node: Expression): string | undefined {
  const plain = bare(node);
  if (plain.type === "Literal" && typeof plain.value === "string") return plain.value;
  if (plain.type === "TemplateLiteral" && plain.expressions.length === 0)
    return plain.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

function importedEndpoints({ body }: Program): ReadonlySet<string> {
  const names = body.flatMap((node) =>
    node.type === "ImportDeclaration"
      ? (/^@ovh-typed\/([a-z]+-[a-z]{2})(?:\/|$)/.exec(node.source.value)?.[1] ?? [])
      : [],
  );
  return new Set(names);
}
