import type { AccessRule } from "@ovh-typed/core";
import { readOnly, readWrite, readWriteSafe } from "@ovh-typed/core/auth";
import { InvalidArgumentError } from "commander";
import { methodArgument } from "../arguments.js";

/** The rights that have a name. */
const presets: Readonly<Record<string, readonly AccessRule[]>> = {
  "read-only": readOnly,
  "read-write": readWrite,
  "read-write-without-delete": readWriteSafe,
};

/** Their names. */
const presetNames: readonly string[] = Object.keys(presets);

/**
 * Reads rights: the name of a preset, or methods and paths in turn, `GET /me GET /me/*`.
 *
 * @throws {InvalidArgumentError} For anything else.
 */
export function readAccessRules(given: readonly string[]): readonly AccessRule[] {
  const words = given.flatMap((text) => text.trim().split(/\s+/));
  const [first = ""] = words;
  if (words.length === 1 && Object.hasOwn(presets, first)) return presets[first]!;
  const rules: AccessRule[] = [];
  for (let index = 0; index < words.length; index += 2) {
    const path = words[index + 1];
    if (path === undefined || !/^\/[^?#]*$/.test(path)) {
      throw new InvalidArgumentError(
        `Expected ${presetNames.join(", ")}, or methods and paths in turn: GET /me GET '/me/*'.`,
      );
    }
    rules.push({ method: methodArgument(words[index]!), path });
  }
  return rules;
}
