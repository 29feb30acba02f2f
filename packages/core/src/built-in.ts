import type * as Crypto from "node:crypto";
import type * as Fs from "node:fs";
import { createRequire } from "node:module";
import type * as Os from "node:os";
import type * as Path from "node:path";

interface BuiltIns {
  readonly "node:crypto": typeof Crypto;
  readonly "node:fs": typeof Fs;
  readonly "node:os": typeof Os;
  readonly "node:path": typeof Path;
}

/** A module of Node's own, when it is needed: an import at the beginning, of `node:fs` above all, takes time. */
export function builtIn<Name extends keyof BuiltIns>(name: Name): BuiltIns[Name] {
  // Node has the function since 20.16; from where such a module is required does not matter.
  const module: unknown = process.getBuiltinModule?.(name) ?? createRequire(process.execPath)(name);
  return module as BuiltIns[Name];
}
