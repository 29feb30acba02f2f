import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { install, installedSize, packWorkspace, root } from "../src/install.js";
import { runNode } from "../src/run-node.js";

// The packages as a user gets them: packed, and installed into an empty project outside of the workspace. What a package
// depends on is there as the package manager sees fit: pnpm shows a program what it asked for alone.

let folder: string;
let packed: ReadonlyMap<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ovh-typed-published-"));
  packed = await packWorkspace(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

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

/** What programs use, of one import. */
const program = `import { createClient, describeCredentials, type GetOperations, type Middleware, OvhApiError, readOnly, unwrap } from "@ovh-typed/ovh-eu";
import { createClient as createMeClient, type Model, type OvhClient, type ResponseOf } from "@ovh-typed/ovh-eu/me";

const ovh = createClient();
const me = await unwrap(ovh.GET("/me"));
export const firstname: string | null | undefined = me.firstname;
export const same: GetOperations["/me"]["response"] = await unwrap(createMeClient().GET("/me"));
export const names: [ResponseOf<"GET /me">, Model<"nichandle.Nichandle">] = [me, me];
export const client: OvhClient = createMeClient();
const log: Middleware = { onRequest: ({ request }) => console.log(request.url) };
ovh.use(log);
const { error } = await ovh.GET("/me/bill");
if (error instanceof OvhApiError) console.log(error.status);
await ovh.auth.requestConsumerKey({ accessRules: readOnly });
console.log(describeCredentials().endpoint);
// @ts-expect-error -- a path that does not exist
void ovh.GET("/mee");
// @ts-expect-error -- a field that does not exist
void me.firstName;
// @ts-expect-error -- a parameter is missing
void ovh.GET("/domain/zone/{zoneName}");
`;

/** A library whose types follow from what it calls. */
const library = `import { createClient, unwrap } from "@ovh-typed/ovh-eu";
import { createClient as createMeClient } from "@ovh-typed/ovh-eu/me";

const ovh = createClient();
export const connect = () => createClient();
export const connectToMe = () => createMeClient();
export function me() { return ovh.GET("/me"); }
export function bills() { return ovh.unwrapped.GET("/me/bill"); }
export async function record(id: number) {
  return unwrap(ovh.GET("/domain/zone/{zoneName}/record/{id}", { params: { path: { zoneName: "example.com", id } } }));
}
export const allow = (id: number) => [ovh.auth.credentials.get(id), ovh.auth.applications.list(), ovh.auth.rulesFor(["GET /me"])] as const;
export const parts = () => ({ auth: ovh.auth, get: ovh.get, unwrapped: ovh.unwrapped.get, use: ovh.use });
export function requestKey() { return ovh.auth.requestConsumerKey({ accessRules: [{ method: "GET", path: "/me" }] }); }
`;

const settings = [
  ["typescript", "nodenext", "nodenext"],
  ["typescript", "preserve", "bundler"],
  ["typescript-5.9", "nodenext", "nodenext"],
] as const;

describe.each(["npm", "pnpm"] as const)("the packed package of a region, installed by %s alone", (manager) => {
  let project: string;
  beforeAll(async () => {
    project = await install(manager, ["@ovh-typed/ovh-eu"], packed, folder);
  });

  test.for([
    { kind: "import", file: "esm.mjs", load: 'import { createClient, pin } from "@ovh-typed/ovh-eu";' },
    { kind: "require", file: "cjs.cjs", load: 'const { createClient, pin } = require("@ovh-typed/ovh-eu");' },
    {
      kind: "import of one API",
      file: "me.mjs",
      load: 'import { pin } from "@ovh-typed/ovh-eu"; import { createClient } from "@ovh-typed/ovh-eu/me";',
    },
  ])("works with $kind", async ({ file, load }) => {
    await writeFile(join(project, file), load + call);
    const { status, stdout, stderr } = await runNode(project, [file]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual(outcome);
  });

  // Another package manager is another layout, to which every compiler looks in the same way.
  test.for(manager === "npm" ? settings : settings.slice(0, 1))(
    "is typed, and so is a library that is made with it: %s, module %s, resolution %s",
    async ([compiler, module, moduleResolution]) => {
      await writeFile(join(project, "program.ts"), program);
      await writeFile(join(project, "library.ts"), library);
      const tsc = join(root, "node_modules", compiler, "bin", "tsc");
      const compilerOptions = {
        strict: true,
        target: "es2023",
        lib: ["es2023", "dom"],
        types: [],
        module,
        moduleResolution,
        declaration: true,
        emitDeclarationOnly: true,
        // TypeScript's own libraries.
        skipDefaultLibCheck: true,
        rootDir: ".",
        outDir: "declarations",
      };
      await writeFile(
        join(project, "tsconfig.json"),
        JSON.stringify({ compilerOptions, files: ["program.ts", "library.ts"] }),
      );
      expect(await runNode(project, [tsc, "-p", "tsconfig.json"])).toEqual({ status: 0, stdout: "", stderr: "" });
      // What it wrote is understood by whoever installs the library.
      const users = { compilerOptions: { ...compilerOptions, noEmit: true }, files: ["declarations/library.d.ts"] };
      await writeFile(join(project, "tsconfig.json"), JSON.stringify(users));
      expect(await runNode(project, [tsc, "-p", "tsconfig.json"])).toEqual({ status: 0, stdout: "", stderr: "" });
    },
  );
});

describe("the packed command, installed by npm without the generator", () => {
  let project: string;
  const command = (...args: string[]) =>
    runNode(project, [join("node_modules", "ovh-typed", "dist", "main.js"), ...args]);
  beforeAll(async () => {
    project = await install("npm", ["ovh-typed"], packed, folder);
  });

  test("calls, and says what to type for the rest", async () => {
    const server = createServer((_, response) => response.end("1700000000")).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/1.0`;
    expect(await command("call", "GET", "/auth/time", "--base-url", base)).toEqual({
      status: 0,
      stdout: "1700000000\n",
      stderr: "",
    });
    expect(await command("schema", "check")).toEqual({
      status: 1,
      stdout: "",
      stderr:
        "ovh-typed: What is below `schema` is the work of @ovh-typed/codegen, which is not installed. " +
        "Install it: npm install --save-dev @ovh-typed/codegen\n",
    });
  });

  test("has at most 40 packages and 25 MB", async () => {
    const { packages, size } = await installedSize(project);
    expect(packages).toBeLessThanOrEqual(40);
    expect(size).toBeLessThanOrEqual(25_000_000);
  });
});
