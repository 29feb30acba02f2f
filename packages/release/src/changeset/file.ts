import { createHash } from "node:crypto";
import parse from "@changesets/parse";
import type { Bump } from "../version/bump-rules.js";

/** A changeset of one package. */
export interface Changeset {
  /** `@ovh-typed/ovh-eu`. */
  readonly name: string;
  readonly bump: Bump;
  /** Markdown; its first line is that of the changelog. */
  readonly text: string;
}

/** Writes a changeset as a file, with a mark by which it is known whether somebody has edited it since. */
export function formatChangeset({ name, bump, text }: Changeset): string {
  const rest = `${JSON.stringify(name)}: ${bump}\n---\n\n${text}\n`;
  return `---\n${markOf(rest)}\n${rest}`;
}

/** Whether a file is as {@link formatChangeset} has written it. */
export function isUntouched(content: string): boolean {
  const [start = "", mark = "", ...rest] = content.split("\n");
  return start === "---" && mark === markOf(rest.join("\n"));
}

/** What a file says of a package; undefined where it says nothing, or is no changeset. */
export function statedBump(content: string, name: string): Bump | undefined {
  try {
    const release = parse(content).releases.find((one) => one.name === name);
    return release === undefined || release.type === "none" ? undefined : release.type;
  } catch {
    return undefined;
  }
}

function markOf(rest: string): string {
  const hash = createHash("sha256").update(rest).digest("hex").slice(0, 16);
  return `# Written by \`pnpm schemas:pull\` (${hash}), which keeps what somebody has edited.`;
}
