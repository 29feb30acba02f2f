import type { Position } from "./language-server.js";

/**
 * Where in a text some words stand: at their end, or at their beginning plus `offset` characters.
 *
 * @throws {Error} When the words are not in the text, or stand there twice.
 */
export function positionOf(text: string, words: string, offset: number = words.length): Position {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`The text does not say ${JSON.stringify(words)}.`);
  if (text.includes(words, start + 1)) throw new Error(`The text says ${JSON.stringify(words)} more than once.`);
  const before = text.slice(0, start + offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)!.length };
}
