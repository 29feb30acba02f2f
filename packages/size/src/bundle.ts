import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Metafile, type OutputFile } from "esbuild";

/** Bytes of files. */
export interface Weight {
  readonly minified: number;
  readonly gzip: number;
}

/** What a bundle weighs. */
export interface BundleSize {
  /** What a program loads before its first line runs. */
  readonly atOnce: Weight;
  /** With all that may be loaded later, in one file. */
  readonly whole: Weight;
  /** The files that went into it. */
  readonly inputs: readonly string[];
}

/**
 * Bundles a program with esbuild as a web application is: minified, once with what is loaded later in files of its own, and
 * once in one file.
 *
 * @param program Its text; what it imports is looked for from this package.
 */
export async function bundle(program: string, platform: "browser" | "node" = "browser"): Promise<BundleSize> {
  const common = {
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
  } as const;
  const apart = await build({ ...common, splitting: true });
  const first = loadedAtOnce(apart.metafile);
  const { outputFiles, metafile } = await build(common);
  return {
    atOnce: weigh(apart.outputFiles.filter(({ path }) => first.some((name) => path.endsWith(`/${name}`)))),
    whole: weigh(outputFiles),
    inputs: Object.keys(metafile.inputs),
  };
}

function weigh(files: readonly OutputFile[]): Weight {
  return {
    minified: files.reduce((total, { contents }) => total + contents.byteLength, 0),
    gzip: files.reduce((total, { contents }) => total + gzipSync(contents, { level: 9 }).byteLength, 0),
  };
}

/** The entry, and what it imports by statements, all the way down. */
function loadedAtOnce({ outputs }: Metafile): readonly string[] {
  const files = Object.keys(outputs).filter((name) => outputs[name]?.entryPoint === "<stdin>");
  for (const name of files) {
    for (const { path, kind } of outputs[name]?.imports ?? []) {
      if (kind === "import-statement" && !files.includes(path)) files.push(path);
    }
  }
  return files;
}
