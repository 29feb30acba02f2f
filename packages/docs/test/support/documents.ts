import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@ovh-typed/size/install";

/** A block of code of a document. */
export interface Block {
  /** Its language, as the fence names it: `ts`. */
  readonly language: string;
  readonly code: string;
}

/** A document by its path in the repository. */
export async function read(document: string): Promise<string> {
  return readFile(join(root, document), "utf8");
}

/** The Markdown files of a folder of the repository. */
export async function documentsIn(folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder));
  return names.filter((name) => name.endsWith(".md")).map((name) => `${folder}/${name}`);
}

/** The blocks of code of a text, in their order. */
export function blocksOf(text: string): Block[] {
  return [...text.matchAll(/^```(\w+)\n([^]*?)^```/gm)].map(([, language = "", code = ""]) => ({ language, code }));
}
