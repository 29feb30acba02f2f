import type { RegionFacts } from "./region-facts.js";

/** The README of a region's package. */
export function readme({ name, baseUrl, isRetired }: RegionFacts): string {
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

\`@ovh-typed/${name}/me\` is a client of one API alone, \`@ovh-typed/${name}/enums/me\` its enums as values,
\`@ovh-typed/${name}/openapi\` reads the OpenAPI 3.1 document of each API, which the package brings compressed, and
\`pin\` says which schema this version was made from.
`;
}
