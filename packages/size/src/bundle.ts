import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a bundle weighs, in bytes. */
export interface BundleSize {
  readonly minified: number;
  readonly gzip: number;
  /** The files that went into it. */
  readonly inputs: readonly string[];
}

/**
 * Bundles a program with esbuild as a web application is: minified, into one file, with all that is loaded later.
 *
 * @param program Its text; what it imports is looked for from this package.
 */
export async function bundle(program: string, platform: "browser" | "node" = "browser"): Promise<BundleSize> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(new URL("..", import.meta.url)), loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform,
    target: "es2023",
    outdir: "out",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const sum = (size: (content: Uint8Array) => number): number =>
    outputFiles.reduce((total, { contents }) => total + size(contents), 0);
  return {
    minified: sum(({ byteLength }) => byteLength),
    gzip: sum((content) => gzipSync(content, { level: 9 }).byteLength),
    inputs: Object.keys(metafile.inputs),
  };
}
