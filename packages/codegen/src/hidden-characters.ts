/**
 * Characters that are not seen where they stand, and change how the text around them is read: controls but tab and
 * newline, line separators, and those that turn the direction of writing (https://trojansource.codes).
 */
export const hiddenCharacters = /(?![\t\n])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** A text as it stands in a message: on one line, nothing of it hidden, and none of it a terminal's command. */
export function plain(text: string): string {
  return showHidden(text).replace(/[\t\n]/g, (character) => (character === "\n" ? "\\n" : "\\t"));
}

/** Writes the hidden characters of a JSON text as escapes, which mean the same. */
export function showHidden(json: string): string {
  return json.replace(hiddenCharacters, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
