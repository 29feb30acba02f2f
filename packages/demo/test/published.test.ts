import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "./support.js";

// The packages as a user gets them: packed, installed by npm into an empty project, outside of the workspace.

const root = fileURLToPath(new URL("../../..", import.meta.url));
const windows = process.platform === "win32";
let project: string;

/** Runs a program to its end, which has to be a good one, and returns what it printed. */
async function succeed(cwd: string, command: string, ...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await run(command, args, { cwd });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(" ")} exited with ${status}:\n${stdout}${stderr}`);
}

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "ovh-typed-published-"));
  const tarballs = join(project, "tarballs");
  await mkdir(tarballs);
  for (const name of ["core", "ovh-eu"]) {
    const folder = join(root, "packages", name);
    await succeed(folder, windows ? "pnpm.cmd" : "pnpm", "pack", "--pack-destination", tarballs);
  }
  await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  const files = (await readdir(tarballs)).map((file) => join(tarballs, file));
  const options = ["--no-audit", "--no-fund", "--prefer-offline"];
  await succeed(project, windows ? "npm.cmd" : "npm", "install", ...options, ...files);
});

afterAll(() => rm(project, { recursive: true, force: true }));

/** A call that shows that the client works: signed with the keys given, sent through the fetch given. */
const call = `
const requests = [];
const ovh = createClient({
  applicationKey: "key",
  applicationSecret: "secret",
  consumerKey: "consumer",
  fetch: async (url, { headers }) => {
    requests.push([url, new Headers(headers).has("x-ovh-signature")]);
    return new Response(JSON.stringify(url.endsWith("/auth/time") ? 1700000000 : { firstname: "Ada" }));
  },
});
ovh.GET("/me").then(({ data }) => console.log(JSON.stringify({ data, requests, endpoint: pin.endpoint })));
`;

const outcome = {
  data: { firstname: "Ada" },
  requests: [
    ["https://eu.api.ovh.com/1.0/auth/time", false],
    ["https://eu.api.ovh.com/1.0/me", true],
  ],
  endpoint: "ovh-eu",
};

describe("the packed packages, installed into an empty project", () => {
  test.for([
    { kind: "import", file: "esm.mjs", load: 'import { createClient, pin } from "@ovh-typed/ovh-eu";' },
    { kind: "require", file: "cjs.cjs", load: 'const { createClient, pin } = require("@ovh-typed/ovh-eu");' },
    {
      kind: "import of one API",
      file: "me.mjs",
      load: 'import { pin } from "@ovh-typed/ovh-eu"; import { createClient } from "@ovh-typed/ovh-eu/me";',
    },
  ])("work with $kind", async ({ file, load }) => {
    await writeFile(join(project, file), load + call);
    expect(JSON.parse(await succeed(project, process.execPath, file))).toEqual(outcome);
  });

  const compilers = ["typescript", "typescript-5.9"];
  const resolutions = [
    ["nodenext", "nodenext"],
    ["preserve", "bundler"],
  ] as const;

  test.for(compilers.flatMap((compiler) => resolutions.map((resolution) => [compiler, ...resolution] as const)))(
    "are typed: %s, module %s, resolution %s",
    async ([compiler, module, moduleResolution]) => {
      await writeFile(
        join(project, "types.ts"),
        `import { unwrap } from "@ovh-typed/core";
import { createClient, type GetOperations } from "@ovh-typed/ovh-eu";
import { createClient as createMeClient } from "@ovh-typed/ovh-eu/me";

const ovh = createClient();
const me = await unwrap(ovh.GET("/me"));
export const firstname: string | null | undefined = me.firstname;
export const same: GetOperations["/me"]["response"] = await unwrap(createMeClient().GET("/me"));
// @ts-expect-error -- a path that does not exist
void ovh.GET("/mee");
// @ts-expect-error -- a field that does not exist
void me.firstName;
// @ts-expect-error -- a parameter is missing
void ovh.GET("/domain/zone/{zoneName}");
`,
      );
      const tsc = join(root, "node_modules", compiler, "bin", "tsc");
      const options = { strict: true, noEmit: true, target: "es2023", module, moduleResolution };
      const lib = ["es2023", "dom"];
      const config = { compilerOptions: { ...options, lib, types: [] }, files: ["types.ts"] };
      await writeFile(join(project, "tsconfig.json"), JSON.stringify(config));
      expect(await succeed(project, process.execPath, tsc, "-p", "tsconfig.json")).toBe("");
    },
  );
});
