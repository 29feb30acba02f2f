import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { root } from "@ovh-typed/size/install";
import { runNode } from "@ovh-typed/size/run-node";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";

// A project outside of the workspace that pins schemas of its own, by the command, as it is published.

const folder = join(inject("project"), "pins");
const command = join(inject("project"), "node_modules/ovh-typed/dist/main.js");

const property = (type: string): object => ({
  type,
  canBeNull: false,
  readOnly: false,
  required: true,
  description: "",
});
const operation = (path: string, responseType: string, parameters: readonly object[] = []): object => ({
  path,
  description: "",
  operations: [
    {
      httpMethod: "GET",
      responseType,
      parameters,
      noAuthentication: false,
      apiStatus: { value: "PRODUCTION", description: "" },
    },
  ],
});
const api = (resourcePath: string, apis: readonly object[], models: object): object => ({
  apiVersion: "1.0",
  basePath: "https://api.example/v1",
  resourcePath,
  apis,
  models,
});
const model = (namespace: string, id: string, properties: object): object => ({
  [`${namespace}.${id}`]: { id, namespace, description: "", properties },
});
const zoneName = { name: "zoneName", paramType: "path", dataType: "string", required: true, description: "" };

const nichandle = (field: string): object => model("nichandle", "Nichandle", { [field]: property("string") });

/** What an endpoint serves: of `/me` and `/domain` a part, and something else. */
const served: Readonly<Record<string, object>> = {
  "/": {
    basePath: "https://api.example/v1",
    apis: ["/domain", "/me", "/sms"].map((path) => ({
      path,
      schema: "{path}.{format}",
      format: ["json"],
      description: "",
    })),
  },
  "/me.json": api("/me", [operation("/me", "nichandle.Nichandle")], nichandle("firstname")),
  "/domain.json": api(
    "/domain",
    [operation("/domain/zone", "string[]"), operation("/domain/zone/{zoneName}", "domain.Zone", [zoneName])],
    model("domain", "Zone", { name: property("string"), hasDnsAnycast: property("boolean") }),
  ),
};

const program = `import { createClient, pin, type ResponseOf, unwrap } from "#ovh-ca";
import { createClient as createMeClient } from "#ovh-ca/api/me.js";
import type { Operations } from "#ovh-ca";
import { createClient as createEuClient } from "#ovh-eu";
import { createSandbox } from "@ovh-typed/sandbox";

await using sandbox = await createSandbox<Operations>({ schemas: "./ovh/ovh-ca", seed: { "/domain/zone": ["a.example", "b.example"] } });
const options = { baseUrl: sandbox.baseUrl, ...sandbox.credentials };
const ovh = createClient(options);
const me: ResponseOf<"GET /me"> = await unwrap(ovh.GET("/me"));
const same = await unwrap(createMeClient(options).get["/me"]());
const zones = await ovh.paginate("/domain/zone").toArray();
const anycast: boolean[] = zones.map(({ hasDnsAnycast }) => hasDnsAnycast);
console.log(me.firstname === same.firstname, anycast.length, pin.endpoint, pin.versions.v1.captured);
console.log(await ovh.auth.rulesFor(["GET /domain/zone/{zoneName}"]));
console.log(typeof createEuClient(options).GET);
// @ts-expect-error -- a field that the pinned schema does not have
void me.firstName;
// @ts-expect-error -- an API that was not pinned
void (() => ovh.GET("/sms"));
`;

/** Serves schemas as an endpoint does, until the test, or the set-up, is over. */
async function serve(schemas: Readonly<Record<string, object>>, whenOver = onTestFinished): Promise<string> {
  const server = createServer((request, response) => {
    const answer = schemas[request.url!.replace(/^\/v1/, "")];
    response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer));
  }).listen(0, "127.0.0.1");
  whenOver(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

beforeAll(async () => {
  const base = await serve(served, afterAll);
  await mkdir(folder, { recursive: true });
  const imports = Object.fromEntries(
    ["ovh-ca", "ovh-eu"].flatMap((name) => [
      [`#${name}`, `./ovh/${name}/index.js`],
      [`#${name}/*`, `./ovh/${name}/*`],
    ]),
  );
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", imports }));
  await mkdir(join(folder, "src"));
  await writeFile(join(folder, "src/program.ts"), program);
  for (const endpoint of ["ovh-ca", "ovh-eu"]) {
    const args = ["schema", "pin", endpoint, "--api", "me,domain", "--base", base, "--captured", "2026-11-27"];
    const { status, stdout, stderr } = await runNode(folder, [command, ...args, "--source", "https://api.example/v1"]);
    if (status !== 0) throw new Error(stderr);
    expectImport(stdout, endpoint);
  }
});

/** The one import to use is what the command ends with. */
function expectImport(printed: string, endpoint: string): void {
  const line = `  import { createClient } from "#${endpoint}";`;
  if (!printed.trimEnd().endsWith(line)) throw new Error(`${line} is not the end of ${printed}`);
}

describe.each(["typescript-5.9", "typescript"])("pins of one's own, with %s", (compiler) => {
  test("are types for a program, which runs against a sandbox of them once it is built", async () => {
    const compilerOptions = {
      strict: true,
      module: "nodenext",
      target: "es2022",
      lib: ["es2023", "esnext.disposable", "dom"],
      types: ["node"],
      rootDir: "src",
      outDir: "dist",
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
    const built = await runNode(folder, [join(root, "node_modules", compiler, "bin/tsc"), "-p", "."]);
    expect(built).toEqual({ status: 0, stdout: "", stderr: "" });
    const { stdout, stderr } = await runNode(folder, ["dist/program.js"]);
    expect({ stdout, stderr }).toEqual({
      stdout: "true 2 ovh-ca 2026-11-27\n{ accessRules: [ { method: 'GET', path: '/domain/zone/*' } ] }\nfunction\n",
      stderr: "",
    });
  });
});

test("schema generate makes them anew from the lock, the same", async () => {
  const made = ["ovh/ovh-ca/index.d.ts", "ovh/ovh-eu/api/me.d.ts", "ovh-pins.lock.json"];
  const read = () => Promise.all(made.map((name) => readFile(join(folder, name), "utf8")));
  const before = await read();
  expect(await runNode(folder, [command, "schema", "generate"])).toEqual({
    status: 0,
    stdout: `ovh-ca: ${join(folder, "ovh/ovh-ca")}\novh-eu: ${join(folder, "ovh/ovh-eu")}\n`,
    stderr: "",
  });
  expect(await read()).toEqual(before);
});

test("schema check says where lock, pins and client disagree", async () => {
  const counts = "2 APIs, 3 paths, 3 operations";
  expect(await runNode(folder, [command, "schema", "check"])).toEqual({
    status: 0,
    stdout: `ovh-ca: ${counts}\novh-eu: ${counts}\n`,
    stderr: "",
  });
  const file = join(folder, "ovh/ovh-ca/api/me.d.ts");
  const text = await readFile(file, "utf8");
  onTestFinished(() => writeFile(file, text));
  await writeFile(file, text.replace("firstname", "firstName"));
  const { status, stdout, stderr } = await runNode(folder, [command, "schema", "check"]);
  expect({ status, stderr }).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^ovh-typed: not whole: ovh-ca\./),
  });
  expect(stdout).toContain(`${file}: not as it is generated; generate again`);
});

test("schema update moves one endpoint to what is served now, and tells the difference", async () => {
  const changed = { ...served["/me.json"], models: nichandle("lastname") };
  const base = await serve({ ...served, "/me.json": changed });
  const { status, stdout } = await runNode(folder, [
    command,
    "schema",
    "update",
    "ovh-eu",
    "--api",
    "me",
    "--base",
    base,
  ]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/changed 1 API: \/me\n/);
  expect(stdout).toContain("nichandle.Nichandle");
  expect(await readFile(join(folder, "ovh/ovh-eu/api/me.d.ts"), "utf8")).toContain("lastname: string");
  expect(await readFile(join(folder, "ovh/ovh-ca/api/me.d.ts"), "utf8")).toContain("firstname: string");
  expect((await runNode(folder, [command, "schema", "check"])).status).toBe(0);
});

test("sandbox --schemas prints a first call with the client of the pins, which runs", async () => {
  const child = spawn(process.execPath, [command, "sandbox", "--schemas", "ovh/ovh-ca"], { cwd: folder });
  onTestFinished(() => void child.kill());
  const [printed] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  const variables = [...printed.matchAll(/^export (OVH_(?:BASE_URL|APPLICATION\w+|CONSUMER_KEY))=(\S+)$/gm)];
  const code = /node --input-type=module -e '([^']+)'/.exec(printed)![1]!;
  const env = Object.fromEntries(variables.map(([, name, value]) => [name, value]));
  const { stdout, stderr } = await runNode(folder, ["--input-type=module", "-e", code], env);
  expect({ stdout, stderr }).toEqual({ stdout: expect.stringContaining("firstname: "), stderr: "" });
});

test("what is no API of the endpoint is refused, by name", async () => {
  const base = await serve(served);
  const args = ["schema", "pin", "ovh-ca", "--api", "beer", "--base", base];
  expect(await runNode(folder, [command, ...args])).toEqual({
    status: 1,
    stdout: "",
    stderr: `ovh-typed: ${base}/, at apis: there is no API /beer; there are /domain, /me, /sms\n`,
  });
});
