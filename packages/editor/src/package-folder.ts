import { fileURLToPath } from "node:url";

const url = new URL(".", import.meta.resolve("@ovh-typed/editor/package.json"));

/** A file or folder of this package, wherever the code that asks was compiled to. */
export function inPackage(path: string): string {
  return fileURLToPath(new URL(path, url));
}
