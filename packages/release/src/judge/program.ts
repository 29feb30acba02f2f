import { emitApiTypes, type OpenApiDocument, type Snapshot, toOpenApi } from "@ovh-typed/codegen";
import { documentOf, isOfAnswers, type TypeSet, typeSets } from "./type-sets.js";

/** What the compiler decides on. */
export interface Program {
  /** By path: {@link judgeFiles}, and the types that they assign to each other. */
  readonly files: ReadonlyMap<string, string>;
  /** By place in {@link judgeFiles}, `answers.ts:12`: what the line stands for. */
  readonly assignments: ReadonlyMap<string, readonly Assignment[]>;
}

/** That one operation's newer types fit its older ones, or the other way. */
export interface Assignment {
  /** `GET /v2/iam/policy`. */
  readonly operation: string;
  readonly set: TypeSet;
}

/** The files with an assignment a line: one for each direction, which the compiler takes at the same time. */
export const judgeFiles = ["answers.ts", "requests.ts"] as const;
type JudgeFile = (typeof judgeFiles)[number];

/** Writes the program that assigns, for each operation of both, what is answered now and what was sent. */
export function judgeProgram(before: Snapshot, after: Snapshot): Program {
  const modules = new Modules();
  const older = modulesOf(before, modules);
  const newer = modulesOf(after, modules);
  // What is the same before and after, or in two sets, is decided once.
  const lines: Record<JudgeFile, Map<string, Assignment[]>> = { "answers.ts": new Map(), "requests.ts": new Map() };
  for (const [operation, moduleAfter] of newer) {
    const moduleBefore = older.get(operation);
    if (moduleBefore === undefined) continue;
    for (const set of typeSets) {
      const line = assignmentOf(set, typeOf(operation, moduleBefore[set]), typeOf(operation, moduleAfter[set]));
      const ofFile = lines[isOfAnswers(set) ? "answers.ts" : "requests.ts"];
      const known = ofFile.get(line);
      if (known === undefined) ofFile.set(line, [{ operation, set }]);
      else known.push({ operation, set });
    }
  }
  const imports = modules.names().map((name) => `import type * as ${name} from "./${name}.js";`);
  const files = new Map(modules.files());
  const assignments = new Map<string, Assignment[]>();
  for (const file of judgeFiles) {
    files.set(file, `${[...imports, ...lines[file].keys()].join("\n")}\n`);
    for (const [index, stands] of [...lines[file].values()].entries()) {
      assignments.set(`${file}:${imports.length + index + 1}`, stands);
    }
  }
  return { files, assignments };
}

/** Modules of types, each text once. */
class Modules {
  readonly #names = new Map<string, string>();

  /** @returns The name of the module that has this text. */
  add(text: string): string {
    const name = this.#names.get(text) ?? `types${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }

  names(): string[] {
    return [...this.#names.values()];
  }

  *files(): Iterable<readonly [path: string, text: string]> {
    for (const [text, name] of this.#names) yield [`${name}.d.ts`, text];
  }
}

/** The names of the modules that have an API's types, by operation. */
function modulesOf(snapshot: Snapshot, modules: Modules): Map<string, Readonly<Record<TypeSet, string>>> {
  const page = { url: "", api: "", version: "v1" };
  const operations = new Map<string, Readonly<Record<TypeSet, string>>>();
  for (const document of documentsOf(snapshot)) {
    const names = Object.fromEntries(
      typeSets.map((set) => [set, modules.add(emitApiTypes(documentOf(set, document), "a pin", page))]),
    ) as Record<TypeSet, string>;
    for (const operation of operationsIn(document)) operations.set(operation, names);
  }
  return operations;
}

function documentsOf({ endpoint, versions, apis }: Snapshot): OpenApiDocument[] {
  return apis.map(
    ({ version, pin, overrides }) =>
      toOpenApi(pin, { endpoint, version, source: versions[version]!.source, overrides }).document,
  );
}

function operationsIn({ paths }: OpenApiDocument): string[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((key) => key !== "servers")
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** `GET /me` → `types12.GetOperations["/me"]`. */
function typeOf(operation: string, module: string): string {
  const [method = "", path = ""] = operation.split(" ", 2);
  const map = `${method.charAt(0)}${method.slice(1).toLowerCase()}Operations`;
  return `${module}.${map}[${JSON.stringify(path)}]`;
}

/**
 * What is answered now has to be what was read before, as the result of a function: nothing may become anything. What was
 * sent has to be taken now.
 */
function assignmentOf(set: TypeSet, before: string, after: string): string {
  if (isOfAnswers(set)) {
    return `((answer: () => ${after}["response"]): (() => ${before}["response"]) => answer);`;
  }
  return set === "requestKeys" ? fits(after, before) : fits(before, after);
}

function fits(from: string, to: string): string {
  return `((value: ${from}): ${to} => value);`;
}
