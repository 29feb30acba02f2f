import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { compile, type CompilerFigures, filesOf } from "../src/compile.js";
import { type Compiler, compilers } from "../src/compiler.js";
import { withProject } from "../src/with-project.js";
import type { CallSets } from "./calls.js";
import { type Contender, programOf } from "./contender.js";
import { messageOf } from "./message-of.js";

/** What one compiler says of one program. */
export interface CompileCell {
  readonly contender: string;
  readonly compiler: string;
  readonly calls: 3 | 200;
  /** Undefined when it took too long. */
  readonly figures?: CompilerFigures;
  /** How many errors, and the first. */
  readonly errors?: number;
  readonly firstError?: string;
  /** Why there are no figures. */
  readonly failure?: string;
}

const timeout = 240_000;

/** Type-checks both programs of a contender with every compiler. */
export async function compileCells(contender: Contender, sets: CallSets): Promise<CompileCell[]> {
  const cells: CompileCell[] = [];
  for (const [calls, set] of [
    [3, sets.three[contender.covers]],
    [200, sets.twoHundred[contender.covers]],
  ] as const) {
    await withProject({ ...contender.files, "calls.ts": programOf(contender, set) }, async (folder) => {
      for (const compiler of compilers) {
        cells.push({
          contender: contender.name,
          compiler: compiler.name,
          calls,
          ...(await measure(compiler, folder)),
        });
      }
    });
  }
  return cells;
}

async function measure(compiler: Compiler, folder: string): Promise<Partial<CompileCell>> {
  try {
    const { errors, figures } = await compile(compiler, folder, [], timeout);
    const firstError = errors[0]?.replace(/^.*?(?=calls\.ts)/, "").slice(0, 300);
    return { figures, errors: errors.length, ...(firstError === undefined ? {} : { firstError }) };
  } catch (error) {
    return { failure: messageOf(error) };
  }
}

/** Bytes of the declarations that a contender's program of three calls loads, TypeScript's own left out. */
export async function declarationBytes(contender: Contender, sets: CallSets): Promise<number> {
  return withProject(
    { ...contender.files, "calls.ts": programOf(contender, sets.three[contender.covers]) },
    async (folder) => {
      const files = (await filesOf(compilers[0]!, folder)).filter(
        (file) => file.endsWith(".d.ts") && !/^lib\..*d\.ts$/.test(basename(file)),
      );
      const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
      return sizes.reduce((sum, size) => sum + size, 0);
    },
  );
}
