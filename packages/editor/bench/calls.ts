import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { schemaCalls, type SchemaCall, spread } from "../src/schema-calls.js";
import type { Contender } from "./contender.js";

/** The calls that programs make. */
export interface CallSets {
  /** Three that every contender covers. */
  readonly three: readonly SchemaCall[];
  /** Two hundred, spread evenly over what a contender covers. */
  readonly twoHundred: Readonly<Record<Contender["covers"], readonly SchemaCall[]>>;
  /** How many different operations the calls of /me are, since @ovh-api/me does not have all of today's. */
  readonly sharedOfMe: number;
}

const threePaths = new Set(["/me", "/me/api/credential", "/me/api/credential/{credentialId}"]);

/** Chooses the calls from the schema, the same in every run. */
export async function callSets(): Promise<CallSets> {
  const all = await schemaCalls();
  const declarations = await readFile(fileURLToPath(import.meta.resolve("@ovh-api/me")).replace(/js$/, "d.ts"), "utf8");
  // Its doc comments name the operation of each function.
  const known = new Set(Array.from(declarations.matchAll(/\* GET (\S+)/g), ([, path]) => path!));
  const shared = all.filter(({ path }) => known.has(path));
  return {
    three: all.filter(({ path }) => threePaths.has(path)),
    twoHundred: { everything: spread(all, 200), "/me": spread(shared, 200) },
    sharedOfMe: shared.length,
  };
}
