import { hiddenCharacters } from "../hidden-characters.js";
import type { Schema } from "../openapi/openapi.js";

/**
 * Makes OVH's prose safe inside a block comment: it cannot end the comment, speak to the compiler, begin a tag of its
 * own (`@deprecated` would strike through what it describes), or change how the lines around it are read.
 */
export function prose(text: string): string[] {
  return text
    .replace(hiddenCharacters, " ")
    .replaceAll("*/", "*\\/")
    .replace(/@(?=ts-)/g, "@ ")
    .replace(/^((?:[^\S\n]|\*)*)@/gm, "$1\\@")
    .split("\n");
}

/** What is said of a field: its description, and its format where that tells more than its type. */
export function fieldComment({ description, format }: Schema): string[] {
  return [
    ...(description ? prose(description) : []),
    ...(format === undefined || saysNothing.has(format) ? [] : [`Format: ${format}`]),
  ];
}

/** The formats of plain numbers and texts tell a reader nothing that the type does not. */
const saysNothing: ReadonlySet<string> = new Set(["int64", "double", "text"]);

/** A doc comment of these lines, on one line if there is only one; "" if there is none. */
export function docComment(lines: readonly string[], indent: string): string {
  if (lines.length === 0) return "";
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} *${line && ` ${line}`}\n`).join("")}${indent} */\n`;
}
