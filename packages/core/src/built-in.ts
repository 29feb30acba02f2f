import { createRequire } from "node:module";

interface BuiltIns {
  readonly "node:crypto": typeof import("node:crypto");
  readonly "node:fs": typeof import("node:fs");
  readonly "node:os": typeof import("node:os");
  readonly "node:path": typeof import("node:path");
}

/** A module of Node's own, when it is needed: an import at the beginning, of `node:fs` above all, takes time. */
export function builtIn<Name extends keyof BuiltIns>(name: Name): BuiltIns[Name] {
  // Node has the function since 20.16; from where such a module is required does not matter.
  const module: unknown = process.getBuiltinModule?.(name) ?? createRequire(process.execPath)(name);
  return module as BuiltIns[Name];
}
