import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { runInNewContext } from "node:vm";
import { parse as parseHtml } from "node-html-parser";
import openapiTypeScript, { astToString } from "openapi-typescript";
import ts from "typescript";
import type { Planted } from "./places.js";

/**
 * What is planted, and where it would fire: how a generator that does not look at what it writes would use it. A payload
 * that fires nowhere would prove nothing by not firing.
 */
export interface Payload {
  readonly what: string;
  readonly planted: Planted;
  /** Whether it fires where nothing is escaped. */
  fires(text: string): boolean | Promise<boolean>;
}

/** What code does that should have been a text. */
const fire = "globalThis.fired=true";

/** Whether a program that a text was written into does more than it should. */
function firesIn(program: (text: string) => string): (text: string) => boolean {
  return (text) => {
    const context: { fired?: boolean } = {};
    runInNewContext(program(text), context);
    return context.fired === true;
  };
}

function code(what: string, text: string, program: (text: string) => string): Payload {
  return { what, planted: { text }, fires: firesIn(program) };
}

const inComment = (text: string): string => `/** ${text} */`;
const inLine = (text: string): string => `// ${text}`;
const inTemplate = (text: string): string => `void \`${text}\``;
const inQuotes = (text: string): string => `void "${text}"`;
const inApostrophes = (text: string): string => `void '${text}'`;
const asKey = (text: string): string => `void { ${text}: 1 }`;

function parse(source: string): ts.SourceFile {
  return ts.createSourceFile("x.ts", source, ts.ScriptTarget.ES2022, true);
}

/** Whether a text is no TypeScript. */
function isBroken(source: string): boolean {
  const { parseDiagnostics } = parse(source) as ts.SourceFile & { readonly parseDiagnostics: readonly unknown[] };
  return parseDiagnostics.length > 0;
}

/** The errors of a program of one file. */
function errorsOf(source: string): number {
  const file = parse(source);
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost({}),
    getSourceFile: (name) => (name === "x.ts" ? file : undefined),
  };
  return ts.createProgram(["x.ts"], { noLib: true, types: [] }, host).getSemanticDiagnostics(file).length;
}

const mistake = 'const x: number = "";';

/** What a reader sees who follows references, as generators do. */
async function resolved(reference: string): Promise<string> {
  const document = {
    openapi: "3.1.0",
    info: { title: "x", version: "1" },
    paths: {},
    components: { schemas: { X: { $ref: reference } } },
  };
  return astToString(await openapiTypeScript(document as never, { silent: true }));
}

/** A folder of its own for what goes wrong. */
async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "payload-"));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The depth of a value, as a walk finds it that does not look how deep it goes. */
function depthOf(value: unknown): number {
  return Array.isArray(value) ? 1 + Math.max(0, ...value.map(depthOf)) : 0;
}

/** All types that a generic makes, as somebody finds them who does not ask whether that ends; so many at most. */
function instancesOf(model: string, most: number): number {
  const { properties } = JSON.parse(model) as { readonly properties: Readonly<Record<string, { type: string }>> };
  const known = new Set<string>();
  const waiting = ["string"];
  for (let next = waiting.pop(); next !== undefined && known.size < most; next = waiting.pop()) {
    if (known.has(next)) continue;
    known.add(next);
    waiting.push(...Object.values(properties).map(({ type }) => type.replaceAll("T", next)));
  }
  return known.size;
}

/** Whether a file that is called so lies elsewhere than in its folder. */
function leaves(name: string): boolean {
  return relative("/one/two", resolve("/one/two", name)).startsWith("..");
}

const million = `{${Array.from({ length: 1_000_000 }, (_, index) => `"p${index}":{"type":"string"}`).join()}}`;
const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
const growing = JSON.stringify({
  generics: ["T"],
  properties: Object.fromEntries(
    ["a.Box<a.Box<T>>", "a.Box<T[]>", "a.Box<map[string]T>"].map((type, index) => [`p${index}`, { type }]),
  ),
});

const typeError =
  (use: (value: never) => unknown) =>
  (text: string): boolean => {
    try {
      use(JSON.parse(text) as never);
      return false;
    } catch (error) {
      return error instanceof TypeError;
    }
  };

/** What an escape sequence does to a terminal: all that begins with it is not printed but done. */
const isDoneByTerminal = (text: string): boolean => text.includes("\u001b[") || text.includes("\u001b]");

export const payloads: readonly Payload[] = [
  code("the end of a comment", `*/${fire}/*`, inComment),
  code("a new line behind a comment", `\n${fire}//`, inLine),
  code("a carriage return", `\r${fire}//`, inLine),
  code("a line separator", `\u2028${fire}//`, inLine),
  code("a paragraph separator", `\u2029${fire}//`, inLine),
  code("a back-tick", `\`;${fire};\``, inTemplate),
  code("what a template puts in", `\${${fire}}`, inTemplate),
  code("quotes", `";${fire};"`, inQuotes),
  code("an apostrophe", `';${fire};'`, inApostrophes),
  code("backslashes", `\\";${fire}//\\`, (text) => inQuotes(text.replaceAll('"', '\\"'))),
  code("the end of an object", `x:1};${fire};void{y`, asKey),
  code("a computed key", `[${fire}]`, asKey),
  {
    what: "turned writing",
    planted: { text: "user\u202e\u2066// admin\u2069\u2066" },
    fires: (text) => /[\u202e\u2066]/.test(parse(`/** ${text} */`).text),
  },
  {
    what: "no error",
    planted: { text: "@ts-ignore" },
    fires: (text) => errorsOf(mistake) > errorsOf(`/* ${text} */\n${mistake}`),
  },
  {
    what: "no error, in the next line",
    planted: { text: "x\n@ts-expect-error" },
    fires: (text) => errorsOf(mistake) > errorsOf(`/* ${text} */\n${mistake}`),
  },
  {
    what: "no check",
    planted: { text: "@ts-nocheck" },
    fires: (text) => errorsOf(mistake) > errorsOf(`// ${text}\n${mistake}`),
  },
  {
    what: "a tag of its own",
    planted: { text: "@deprecated" },
    fires: (text) =>
      ts.getJSDocDeprecatedTag(parse(`/**\n * ${text}\n */\ninterface X {}`).statements[0]!) !== undefined,
  },
  {
    what: "a tag in the next line",
    planted: { text: "x\n  @deprecated" },
    fires: (text) =>
      ts.getJSDocDeprecatedTag(parse(`/**\n * ${text.replace("\n", "\n * ")}\n */\ninterface X {}`).statements[0]!) !==
      undefined,
  },
  {
    what: "a type of another module",
    planted: { text: 'import("node:fs").Stats' },
    fires: (text) => {
      const [statement] = parse(`type X = ${text};`).statements;
      return ts.isTypeAliasDeclaration(statement!) && ts.isImportTypeNode(statement.type);
    },
  },
  {
    what: "any",
    planted: { text: "any; export type Y = any" },
    fires: (text) => parse(`type X = ${text};`).statements.length > 1,
  },
  {
    what: "a path that leaves its folder",
    planted: { text: "../../outside" },
    fires: leaves,
  },
  { what: "an absolute path", planted: { text: "/tmp/outside" }, fires: leaves },
  {
    what: "the name of a prototype",
    planted: { text: "__proto__" },
    fires: (text) => {
      const models: Record<string, object> = {};
      models[text] = { properties: {} };
      return Object.keys(models).length === 0;
    },
  },
  {
    what: "a name that objects inherit",
    planted: { text: "constructor" },
    fires: (text) => ({} as Record<string, unknown>)[text] !== undefined,
  },
  {
    what: "300 characters",
    planted: { text: "n".repeat(300) },
    fires: (text) =>
      inFolder(async (folder) => {
        await writeFile(join(folder, text), "").catch(() => undefined);
        return (await readdir(folder)).length === 0;
      }),
  },
  { what: "an emoji", planted: { text: "☕️👩‍🍳" }, fires: (text) => isBroken(`interface ${text} {}`) },
  {
    what: "half a character",
    planted: { text: "x\ud83d" },
    fires: (text) => Buffer.from(text).toString() !== text,
  },
  { what: "nothing", planted: { text: "" }, fires: (text) => isBroken(`interface ${text} {}`) },
  {
    what: "the end of a script",
    planted: { text: `</script><script>${fire}</script>` },
    fires: (text) => {
      const [, second] = parseHtml(`<script>const x = ${JSON.stringify(text)}</script>`).querySelectorAll("script");
      return second !== undefined && firesIn((script) => script)(second.text);
    },
  },
  { what: "what a terminal does", planted: { text: "\u001b]0;fired\u0007\u001b[2J" }, fires: isDoneByTerminal },
  {
    what: "a reference to a URL",
    planted: { json: '{"$ref":"http://127.0.0.1:9/schema.json"}' },
    fires: async () => {
      let isAsked = false;
      const server = createServer((_, response) => {
        isAsked = true;
        response.end('{"type":"string"}');
      }).listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      await resolved(`http://127.0.0.1:${(server.address() as AddressInfo).port}/schema.json`).catch(() => undefined);
      server.close();
      return isAsked;
    },
  },
  {
    what: "a reference to a file",
    planted: { json: '{"$ref":"file:///etc/passwd"}' },
    fires: () =>
      inFolder(async (folder) => {
        await writeFile(join(folder, "secret.json"), '{"enum":["canary"]}');
        return (await resolved(join(folder, "secret.json")).catch(String)).includes("canary");
      }),
  },
  { what: "20,000 levels", planted: { json: deep }, fires: (text) => isTooMuch(() => depthOf(JSON.parse(text))) },
  {
    what: "a million properties",
    planted: { json: million },
    fires: (text) => isTooMuch(() => Math.max(...Object.keys(JSON.parse(text) as object).map((key) => key.length))),
  },
  { what: "a generic that grows", planted: { json: growing }, fires: (text) => instancesOf(text, 10_000) === 10_000 },
  { what: "a number", planted: { json: "1e400" }, fires: typeError((value: string) => value.replace("a", "b")) },
  { what: "null", planted: { json: "null" }, fires: typeError((value: string) => value.length) },
  { what: "a list", planted: { json: "[[],[null]]" }, fires: typeError((value: string) => value.replace("a", "b")) },
  {
    what: "an object",
    planted: { json: '{"length":1}' },
    fires: typeError((value: string) => value.replace("a", "b")),
  },
];

/** Whether a computation exceeds the stack. */
function isTooMuch(compute: () => unknown): boolean {
  try {
    compute();
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}

/** What is planted, as text. */
export function textOf(planted: Planted): string {
  return "text" in planted ? planted.text : planted.json;
}
