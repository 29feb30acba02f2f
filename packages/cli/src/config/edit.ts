// INI libraries write what they have read, without the comments and the order of a person's file: hence line by line.

/** Sets values in a section of an ovh.conf, which is added where it is missing; all other lines stay as they are. */
export function setValues(text: string, section: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((edited, [key, value]) => setValue(edited, section, key, value), text);
}

function setValue(text: string, section: string, key: string, value: string): string {
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text === "" ? [] : text.replace(/\r?\n$/, "").split(/\r?\n/);
  const own = linesOf(lines, section);
  const found = own.find((index) => keyOf(lines[index]!) === key);
  if (found !== undefined) {
    lines[found] = lines[found]!.replace(/^([^=]*=\s*).*$/, (_, start: string) => start + value);
  } else {
    // Behind the last line of the section that says something: before the empty lines that part it from the next.
    const last = own.findLast((index) => lines[index]!.trim() !== "");
    const line = `${key} = ${value}`;
    if (last !== undefined) lines.splice(last + 1, 0, line);
    else lines.push(...(lines.length > 0 ? [""] : []), `[${section}]`, line);
  }
  return lines.join(end) + end;
}

/** Takes a key out of a section. */
export function removeValue(text: string, section: string, key: string): string {
  const lines = text.split("\n");
  const gone = new Set(linesOf(lines, section).filter((index) => keyOf(lines[index]!) === key));
  return lines.filter((_, index) => !gone.has(index)).join("\n");
}

/** The lines of a section, its heading included; it may be opened several times. */
function linesOf(lines: readonly string[], section: string): number[] {
  let current: string | undefined;
  return lines.flatMap((line, index) => {
    current = /^\uFEFF?\s*\[([^\]]+)\]\s*$/.exec(line)?.[1] ?? current;
    return current === section ? [index] : [];
  });
}

function keyOf(line: string): string | undefined {
  return /^\s*([^=;#\s][^=]*?)\s*=/.exec(line)?.[1];
}
