// Generates an endpoint's types, OpenAPI documents and tables into its package: node scripts/generate-region.mjs ovh-eu
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateRegion } from "@ovh-typed/codegen";

const root = fileURLToPath(new URL("..", import.meta.url));
const [endpoint] = process.argv.slice(2);
if (endpoint === undefined) throw new Error("Name the endpoint: node scripts/generate-region.mjs ovh-eu");

await generateRegion({
  schemas: join(root, "schemas"),
  endpoint,
  output: join(root, "packages", endpoint, "generated"),
});
