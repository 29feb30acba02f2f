import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { expect, it, onTestFinished } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

const program = `
import { createClient } from "./dist/node.js";
import { pooledFetch } from "./dist/undici/index.js";
const [, , baseUrl] = process.argv;
const keys = { applicationKey: "a", applicationSecret: "b", consumerKey: "c" };
const client = (baseUrl) => createClient({ endpoint: "ovh-eu", ...keys, baseUrl, fetch: pooledFetch(), retry: 1 }).unwrapped;
const told = (call) => call.catch(({ name, message, sent }) => ({ name, message, sent }));
const ovh = client(baseUrl);
const results = [await told(ovh.GET("/me"))];
results.push(await told(ovh.POST("/again", { body: { a: "b".repeat(200_000) } })));
results.push(await told(client("http://127.0.0.1:1/1.0").GET("/auth/time")));
console.log(JSON.stringify(results));
`;

/** What comes of the program in a project that has some undici, or none; the server tells whether its answer is a connection's first. */
async function runWith(undici: string | undefined): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), "ovh-typed-undici-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(root, "dist"), join(folder, "dist"), { recursive: true });
  await mkdir(join(folder, "node_modules"));
  await symlink(join(root, "node_modules/openapi-fetch"), join(folder, "node_modules/openapi-fetch"));
  if (undici !== undefined) await symlink(join(root, "node_modules", undici), join(folder, "node_modules/undici"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "program.js"), program);

  const sockets = new Set<unknown>();
  let refusals = 1;
  const server = createServer((request, response) => {
    const isFirst = !sockets.has(request.socket);
    sockets.add(request.socket);
    if (request.url === "/1.0/auth/time") response.end(String(Math.floor(Date.now() / 1000)));
    else if (request.method === "POST" && refusals-- > 0) response.writeHead(408).end("{}");
    else {
      const answer = JSON.stringify({ path: request.url, isFirst });
      request.resume().on("end", () => response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync(answer)));
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/1.0`;
  const { stdout } = await promisify(execFile)(process.execPath, ["program.js", baseUrl], { cwd: folder });
  return JSON.parse(stdout) as unknown[];
}

it.each(["undici-7.0", "undici"])(
  "pooledFetch works with the oldest and the newest that it is made for: %s",
  async (undici) => {
    expect(await runWith(undici)).toEqual([
      { path: "/1.0/me", isFirst: expect.any(Boolean) },
      { path: "/1.0/again", isFirst: true },
      { name: "OvhNetworkError", message: expect.stringContaining("ECONNREFUSED"), sent: false },
    ]);
  },
  60_000,
);

it.each([
  ["undici-6", /^pooledFetch is made for undici 7; found 6\.\d+\.\d+: npm install undici@7$/],
  [undefined, /^undici could not be loaded \(ERR_MODULE_NOT_FOUND\), .* npm install undici@7$/],
])(
  "pooledFetch sends nothing with %s",
  async (undici, message) => {
    const refused = { name: "OvhConfigError", message: expect.stringMatching(message) };
    expect(await runWith(undici)).toEqual([refused, refused, refused]);
  },
  60_000,
);
