import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Bytes of the generated declarations of ovh-eu, every API of v1 and v2. */
export async function generatedDeclarationBytes(): Promise<number> {
  const folder = fileURLToPath(new URL("generated", import.meta.resolve("@ovh-typed/ovh-eu/package.json")));
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".d.ts"));
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
