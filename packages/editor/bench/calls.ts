import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { schemaCalls, type SchemaCall, sharedCalls, spread } from "../src/schema-calls.js";
import type { Contender } from "./contender.js";

/** The calls that programs make. */
export interface CallSets {
  /** Three that a contender covers. */
  readonly three: CallsByCoverage;
  /** Two hundred, spread evenly over what a contender covers. */
  readonly twoHundred: CallsByCoverage;
  /** How many different operations the calls of /me are, since @ovh-api/me does not have all of today's. */
  readonly sharedOfMe: number;
}

type CallsByCoverage = Readonly<Record<Contender["covers"], readonly SchemaCall[]>>;

const threePaths = new Set(["/me", "/me/api/credential", "/me/api/credential/{credentialId}"]);

/** Chooses the calls from the schema, the same in every run. */
export async function callSets(): Promise<CallSets> {
  const all = await schemaCalls();
  const declarations = await readFile(fileURLToPath(import.meta.resolve("@ovh-api/me")).replace(/js$/, "d.ts"), "utf8");
  // Its doc comments name the operation of each function.
  const known = new Set(Array.from(declarations.matchAll(/\* GET (\S+)/g), ([, path]) => path!));
  const shared = all.filter(({ path }) => known.has(path));
  const three = all.filter(({ path }) => threePaths.has(path));
  const ofEveryRegion = await sharedCalls();
  return {
    three: { everything: three, "/me": three, "every region": spread(ofEveryRegion, 3) },
    twoHundred: {
      everything: spread(all, 200),
      "/me": spread(shared, 200),
      "every region": spread(ofEveryRegion, 200),
    },
    sharedOfMe: shared.length,
  };
}
