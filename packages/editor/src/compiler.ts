import { pathToFileURL } from "node:url";
import { inPackage } from "./package-folder.js";

/** A TypeScript of the workspace. From 7 on it is a native program that speaks the Language Server Protocol. */
export interface Compiler {
  readonly name: string;
  /** Its package's folder. */
  readonly folder: string;
  readonly protocol: "tsserver" | "lsp";
}

function inWorkspace(name: string): string {
  return inPackage(`../../node_modules/${name}/`);
}

/** Every TypeScript that users of the region packages may have. */
export const compilers: readonly Compiler[] = [
  { name: "TypeScript 5.9", folder: inWorkspace("typescript-5.9"), protocol: "tsserver" },
  { name: "TypeScript 6.0", folder: inWorkspace("typescript-6.0"), protocol: "tsserver" },
  { name: "TypeScript 7.0", folder: inWorkspace("typescript"), protocol: "lsp" },
];

/** Those that count and answer differently: TypeScript 6.0 has the checker and the language server of 5.9. */
export const distinctCompilers = compilers.filter(({ name }) => name !== "TypeScript 6.0");

/** A command and its first arguments. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

/** What runs `tsc`; without a process in between, so that its memory can be measured. */
export async function tscOf(compiler: Compiler): Promise<Program> {
  return compiler.protocol === "lsp"
    ? { command: await nativeProgram(compiler.folder), args: [] }
    : { command: process.execPath, args: [...heapLimit, `${compiler.folder}lib/tsc.js`] };
}

/** What runs the compiler's language server. */
export async function languageServerOf(compiler: Compiler): Promise<Program> {
  return compiler.protocol === "lsp"
    ? { command: await nativeProgram(compiler.folder), args: ["--lsp", "--stdio"] }
    : {
        command: process.execPath,
        args: [...heapLimit, `${compiler.folder}lib/tsserver.js`, "--disableAutomaticTypingAcquisition"],
      };
}

// What openapi-typescript's types of a whole region take goes beyond the default of small machines.
const heapLimit = ["--max-old-space-size=4096"];

async function nativeProgram(folder: string): Promise<string> {
  const { default: getExePath } = (await import(pathToFileURL(`${folder}lib/getExePath.js`).href)) as {
    default: () => string;
  };
  return getExePath();
}
