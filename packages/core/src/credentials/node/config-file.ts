import { createRequire } from "node:module";
import type * as Ini from "ini";
import { builtIn } from "../../built-in.js";
import { OvhConfigError } from "../../errors/config-error.js";

/** A configuration file that was read. */
export interface ConfigFile {
  readonly path: string;
  /** The names of its sections. */
  readonly sections: ReadonlySet<string>;
  /** The values of a section by key, as the file has them; undefined where it has no such section. */
  section(name: string): ReadonlyMap<string, string> | undefined;
}

/** How a file is read. */
export interface Reading {
  /** Whether it is an error that it does not exist. */
  readonly isRequired: boolean;
  readonly warn: (message: string) => void;
  /** Is told of a file that this user may not read, which is an error without it. */
  readonly skip?: (found: string) => void;
}

// What the system, Node's permissions and Deno's call a right that is missing.
const keptAway = /^(?:EACCES|EPERM|ERR_ACCESS_DENIED|NotCapable|PermissionDenied)$/;

// Far above any ovh.conf, far below what would hurt.
const largestBytes = 1024 * 1024;

const warned = new Set<string>();

/**
 * Reads a file of the form of ovh.conf.
 *
 * @returns Undefined when there is no such file, or it was passed over.
 * @throws {OvhConfigError} For what cannot be read or is not of that form; it names file and line, never a value.
 */
export function readConfigFile(path: string, reading: Reading): ConfigFile | undefined {
  const text = readText(path, reading);
  if (text === undefined) return undefined;
  const names = checkLines(path, text);
  const sections = parseIni(text);
  return {
    path,
    sections: names,
    // The library takes a dot in a section's name, which every base URL has, for a level below.
    section: (name) => valuesOf(name.split(".").reduce(inside, sections)),
  };
}

function readText(path: string, { isRequired, warn, skip }: Reading): string | undefined {
  let found = "is too large for a configuration file";
  try {
    const { mode, size, ...kind } = statOf(path);
    // Asked before it is opened: opening a FIFO waits for a writer.
    if (!kind.isFile) found = kind.isDirectory ? "is a directory" : "is not a file";
    else if (size <= largestBytes) {
      const bytes = builtIn("node:fs").readFileSync(path);
      warnIfPublic(path, mode, warn);
      found = "is not UTF-8 text";
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    }
  } catch (failure) {
    const { code = "", name } = failure as { code?: string; name: string };
    if (/^(?:ENOENT|ENOTDIR)$/.test(code)) {
      if (!isRequired) return undefined;
      found = "does not exist";
    } else if (keptAway.test(code || name)) {
      found = "may not be read by this user";
      if (skip !== undefined) return void skip(`${path} ${found}`);
    } else if (code !== "ERR_ENCODING_INVALID_ENCODED_DATA") found = `cannot be read (${code || name})`;
  }
  throw new OvhConfigError(`The configuration file ${path} ${found}. Give credentials otherwise, or mend it.`);
}

function statOf(path: string): { mode: number; size: number; isFile: boolean; isDirectory: boolean } {
  const stats = builtIn("node:fs").statSync(path);
  return { mode: stats.mode, size: stats.size, isFile: stats.isFile(), isDirectory: stats.isDirectory() };
}

// Windows has no such bits.
function warnIfPublic(path: string, mode: number, warn: (message: string) => void): void {
  const bits = { read: 0o004, changed: 0o002 };
  const rights = Object.entries(bits).flatMap(([right, bit]) => ((mode & bit) === 0 ? [] : right));
  if (rights.length === 0 || process.platform === "win32" || warned.has(path)) return;
  warned.add(path);
  warn(`ovh-typed: ${path} can be ${rights.join(" and ")} by every user of this computer; run chmod 600 ${path}.`);
}

/**
 * Refuses what the library passes over in silence: a line that says nothing, and a key that is given twice.
 *
 * @returns The names of the sections.
 */
function checkLines(path: string, text: string): Set<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  let section = "";
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const fail = (problem: string): never => {
      throw new OvhConfigError(`${path}, line ${index + 1}: ${problem}`);
    };
    const trimmed = line.trim();
    if (trimmed === "" || /^[;#]/.test(trimmed)) continue;
    if (trimmed.startsWith("[")) {
      section = /^\[([^\]]+)\]$/.exec(trimmed)?.[1] ?? fail("a section's name stands in brackets, alone: [ovh-eu].");
      names.add(section);
      continue;
    }
    const key = /^([^=]+)=/.exec(trimmed)?.[1]?.trim() ?? fail("neither a [section] nor key=value.");
    const place = JSON.stringify([section, key]);
    if (seen.has(place)) fail(`${JSON.stringify(key)} is given twice in [${section}]; keep one.`);
    seen.add(place);
  }
  return names;
}

function parseIni(text: string): unknown {
  // Loaded when there is a file to read, and synchronously, as createClient is.
  const { parse } = createRequire(import.meta.url)("ini") as typeof Ini;
  return parse(text);
}

function inside(table: unknown, name: string): unknown {
  return typeof table === "object" && table !== null && Object.hasOwn(table, name)
    ? Reflect.get(table, name)
    : undefined;
}

function valuesOf(section: unknown): ReadonlyMap<string, string> | undefined {
  if (typeof section !== "object" || section === null) return undefined;
  const entries = Object.entries(section).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return new Map(entries.map(([key, value]) => [key, value.trim()] as const).filter(([, value]) => value !== ""));
}
