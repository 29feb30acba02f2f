/**
 * Makes a text safe inside a block comment: it cannot end the comment, speak to the compiler, or change how the lines
 * around it are read.
 */
export function commentText(text: string): string {
  return (
    text
      // Line separators and controls but tab and newline; bidirectional controls can make code look like other code.
      .replace(/(?![\t\n])[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, " ")
      .replaceAll("*/", "*\\/")
      .replace(/@(?=ts-)/g, "@ ")
  );
}

/** A doc comment of these lines, on one line if there is only one; "" if there is none. */
export function docComment(lines: readonly string[], indent: string): string {
  const safe = lines.flatMap((line) => commentText(line).split("\n"));
  if (safe.length === 0) return "";
  if (safe.length === 1) return `${indent}/** ${safe[0]} */\n`;
  return `${indent}/**\n${safe.map((line) => `${indent} *${line && ` ${line}`}\n`).join("")}${indent} */\n`;
}
