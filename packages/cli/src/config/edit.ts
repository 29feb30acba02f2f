// INI libraries write what they have read, without the comments and the order of a person's file: hence line by line.

/** Sets values in a section of an ovh.conf, which is added where it is missing; all other lines stay as they are. */
export function setValues(text: string, section: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((edited, [key, value]) => setValue(edited, section, key, value), text);
}

function setValue(text: string, section: string, key: string, value: string): string {
  const lines = linesOf(text);
  const own = indexesOf(lines, section);
  const found = own.find((index) => keyOf(lines[index]!) === key);
  // Behind the last line of the section that says something: before the empty lines that part it from the next.
  const before = found ?? own.findLast((index) => lines[index]!.trim() !== "") ?? lines.length - 1;
  const end = endOf(lines[before] ?? "") || (/\r?\n/.exec(text)?.[0] ?? "\n");
  const added = `${key} = ${value}${end}`;
  if (before >= 0 && endOf(lines[before]!) === "") lines[before] += end;
  if (found !== undefined) lines[found] = /^[^=]*=[ \t]*/.exec(lines[found]!)![0] + value + end;
  else if (own.length > 0) lines.splice(before + 1, 0, added);
  else lines.push(...(lines.length > 0 ? [end] : []), `[${section}]${end}`, added);
  return lines.join("");
}

/** Takes a key out of a section. */
export function removeValue(text: string, section: string, key: string): string {
  const lines = linesOf(text);
  const gone = new Set(indexesOf(lines, section).filter((index) => keyOf(lines[index]!) === key));
  return lines.filter((_, index) => !gone.has(index)).join("");
}

/** The lines of a text, each with the end that it has. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function endOf(line: string): string {
  return /\r?\n$/.exec(line)?.[0] ?? "";
}

/** Where the lines of a section are, its heading included; it may be opened several times. */
function indexesOf(lines: readonly string[], section: string): number[] {
  let current: string | undefined;
  return lines.flatMap((line, index) => {
    current = /^\uFEFF?\s*\[([^\]]+)\]\s*$/.exec(line)?.[1] ?? current;
    return current === section ? [index] : [];
  });
}

function keyOf(line: string): string | undefined {
  const key = line.slice(0, Math.max(0, line.indexOf("="))).trim();
  return key === "" || /^[;#]/.test(key) ? undefined : key;
}
