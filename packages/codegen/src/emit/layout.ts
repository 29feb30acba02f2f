import { docComment } from "./comment.js";

/** A member of an interface or of an object's type. */
export interface Member {
  /** The lines of its doc comment, if it has one. */
  readonly comment: readonly string[];
  /** Its name, and `?` where it may be left out. */
  readonly name: string;
  /** Its type, or the members of its object's type. */
  readonly type: string | readonly Member[];
}

/** The longest line, where a member can be broken at all. A tab counts as one character. */
const lineWidth = 120;

/**
 * Writes a member: its type on one line if that is short enough and holds no long comment, else over several. Without
 * the spaces that thousands of them would cost an editor.
 */
export function writeMember({ comment, name, type }: Member, indent: string): string {
  const before = `${docComment(comment, indent)}${indent}${name}: `;
  const line = inline(type);
  const isShort = line !== undefined && indent.length + name.length + line.length + 2 <= lineWidth;
  if (typeof type === "string" || isShort) return `${before}${line};\n`;
  return `${before}{\n${type.map((member) => writeMember(member, `${indent}\t`)).join("")}${indent}};\n`;
}

/** A type on one line; undefined where a comment takes several. */
function inline(type: Member["type"]): string | undefined {
  if (typeof type === "string") return type;
  const members = type.map(({ comment, name, type: inner }) => {
    const text = inline(inner);
    const said = docComment(comment, "").replace(/\n$/, " ");
    return text === undefined || said.includes("\n") ? undefined : `${said}${name}:${text}`;
  });
  return members.includes(undefined) ? undefined : `{${members.join(";")}}`;
}
