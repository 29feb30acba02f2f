import type { SchemaCall } from "../src/schema-calls.js";

/** A client that is measured, as a program that uses it. */
export interface Contender {
  readonly name: string;
  /** Which calls it covers: all of ovh-eu, those of /me alone, or those of operations that every region has. */
  readonly covers: "everything" | "/me" | "every region";
  /** Files that its programs need besides their own. */
  readonly files: Readonly<Record<string, string>>;
  /** The first lines of a program. */
  readonly head: string;
  /** A statement that makes a call and takes its answer. */
  call(call: SchemaCall, index: number): string;
  /** A statement as it is being typed: what stands before a path or name, the path or name, what stands behind. */
  readonly typing: readonly [before: string, name: string, after: string];
}

/** A program that makes some calls. */
export function programOf(contender: Contender, calls: readonly SchemaCall[]): string {
  return [contender.head, ...calls.map((call, index) => contender.call(call, index)), ""].join("\n");
}
