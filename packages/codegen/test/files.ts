import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

/** Every file of a folder by its path, with its content; of a compressed one, each byte as a character. */
export async function filesOf(folder: string): Promise<Record<string, string>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    await Promise.all(
      files.map(
        async (file) =>
          [relative(folder, file), await readFile(file, file.endsWith(".br") ? "latin1" : "utf8")] as const,
      ),
    ),
  );
}
