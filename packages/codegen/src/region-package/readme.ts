import type { PinSummary } from "../region/pin-summary.js";
import type { RegionFacts, ReleasedPin } from "./region-facts.js";

/**
 * The README of a region's package.
 *
 * @param repository The page of the repository: the package is read without it.
 */
export function readme({ name, baseUrl, isRetired, pin, releases }: RegionFacts, repository: string): string {
  const docs = `${repository}/blob/main/docs`;
  const notice = isRetired
    ? `**Deprecated:** OVH has retired this endpoint. The package is kept for those who still have to read old code.\n\n`
    : "";
  return `# @ovh-typed/${name}

${notice}A typed client of OVH's \`${name}\` API (${baseUrl}): paths complete in the editor,
parameters and answers are typed from a pinned schema, requests are signed.

\`\`\`ts
import { createClient } from "@ovh-typed/${name}";

const ovh = createClient(); // OVH_APPLICATION_KEY, OVH_APPLICATION_SECRET, OVH_CONSUMER_KEY
const { data: me, error } = await ovh.GET("/me");
if (error) throw error;
console.log(\`Welcome \${me.firstname}\`);
\`\`\`

What programs do with it, as recipes that run, and all else: [ovh-typed](${repository}#readme).
[Credentials](${docs}/credentials.md) ·
[calls](${docs}/calls.md) ·
[errors](${docs}/failures.md) ·
[tests against a sandbox](${docs}/recipes/testing.md) ·
[changelog](${repository}/blob/main/packages/${name}/CHANGELOG.md)

\`@ovh-typed/${name}/me\` is a client of one API alone, \`@ovh-typed/${name}/enums/me\` its enums as values,
\`@ovh-typed/${name}/openapi\` reads the OpenAPI 3.1 document of each API, which the package brings compressed, and
\`pin\` says which schema this version was made from.

## Versions

What OVH changes of \`${name}\` is a version of this package; what makes it major, minor or patch stands in
[docs/versions.md](${docs}/versions.md), and what has changed in the changelog. The days of the schemas that each was
made from:

${versionsTable(pin, releases)}

A program stays on an older one by installing it exactly:

\`\`\`sh
npm install --save-exact @ovh-typed/${name}@${releases.at(-1)?.version ?? "<version>"}
npm view @ovh-typed/${name}@${releases.at(-1)?.version ?? "<version>"} pin # the day of each API's schema, and its hash
\`\`\`
`;
}

/** The newest first; what is pinned and not released yet above it. */
function versionsTable(pin: PinSummary, releases: readonly ReleasedPin[]): string {
  const apis = Object.keys(pin.versions);
  const pinned = Object.fromEntries(Object.entries(pin.versions).map(([api, { captured }]) => [api, captured]));
  const newest = releases.at(-1);
  const isReleased = newest !== undefined && apis.every((api) => newest.captured[api] === pinned[api]);
  const rows = [...(isReleased ? [] : [{ version: "next", captured: pinned }]), ...releases.toReversed()];
  const cells = rows.map(({ version, captured }) => [version, ...apis.map((api) => captured[api] ?? "")]);
  return table(["version", ...apis], cells);
}

/** A table as the formatter lays it out. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
