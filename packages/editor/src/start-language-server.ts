import { type Compiler, languageServerOf } from "./compiler.js";
import type { LanguageServer } from "./language-server.js";
import { LspServer } from "./lsp-server.js";
import { startServer } from "./server-process.js";
import { Tsserver } from "./tsserver.js";

/** Starts the language server of a compiler for a project folder, which has a tsconfig.json. */
export async function startLanguageServer(compiler: Compiler, folder: string): Promise<LanguageServer> {
  const process = await startServer(await languageServerOf(compiler), folder);
  return compiler.protocol === "lsp" ? LspServer.connect(process, folder) : new Tsserver(process);
}
