import { execFile } from "node:child_process";
import http, {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestOptions,
} from "node:http";
import https from "node:https";
import { promisify } from "node:util";
import ovh from "ovh";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createSandbox, type Sandbox } from "../src/index.js";

// Clients that know nothing of this project.

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await createSandbox({ seed: { "/vps": ["vps-1", "vps-2", "vps-3"] } });
  return () => sandbox.close();
});

const pages = { "X-Pagination-Mode": "CachedObjectList-Pages", "X-Pagination-Size": "2" };
const cursors = { "X-Pagination-Mode": "CachedObjectList-Cursor", "X-Pagination-Size": "2" };
const names = (items: unknown) => (items as { name: string }[]).map(({ name }) => name);

const hasCurl = await promisify(execFile)("curl", ["--version"]).then(
  () => true,
  () => false,
);

async function curl(...args: string[]): Promise<{ head: string; json: unknown }> {
  const { stdout } = await promisify(execFile)("curl", ["--silent", "--show-error", "--include", ...args]);
  const [head = "", body = ""] = stdout.split("\r\n\r\n");
  return { head, json: JSON.parse(body) as unknown };
}

/** Asks with a token, so that nothing needs to be signed. */
async function get(path: string, headers: Readonly<Record<string, string>>) {
  const { clientId = "", clientSecret = "" } = sandbox.oauth2Client ?? {};
  const form = ["grant_type=client_credentials", "scope=all", `client_id=${clientId}`, `client_secret=${clientSecret}`];
  const { json } = await curl(
    `${sandbox.url}/auth/oauth2/token`,
    ...form.flatMap((field) => ["--data-urlencode", field]),
  );
  const { access_token: token } = json as { access_token: string };
  const sent = { Authorization: `Bearer ${token}`, ...headers };
  return curl(
    sandbox.url + path,
    ...Object.entries(sent).flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
  );
}

describe.skipIf(!hasCurl)("curl", () => {
  test("gets pages", async () => {
    const { head, json } = await get("/1.0/vps", pages);
    expect(names(json)).toEqual(["vps-1", "vps-2"]);
    expect(head).toMatch(/^x-pagination-elements: 3\r?$/m);
  });

  test("gets cursors, of v1 and of v2", async () => {
    const { head } = await get("/1.0/vps", cursors);
    const next = /^x-pagination-cursor-next: (\S+)/m.exec(head)?.[1] ?? "";
    expect(names((await get("/1.0/vps", { ...cursors, "X-Pagination-Cursor": next })).json)).toEqual(["vps-3"]);
    await sandbox.seed({ "/v2/iam/policy": [{ name: "a" }, { name: "b" }] });
    const first = await get("/v2/iam/policy", { "X-Pagination-Size": "1" });
    const cursor = /^x-pagination-cursor-next: (\S+)/m.exec(first.head)?.[1] ?? "";
    expect(names(first.json)).toEqual(["a"]);
    const second = await get("/v2/iam/policy", { "X-Pagination-Size": "1", "X-Pagination-Cursor": cursor });
    expect(names(second.json)).toEqual(["b"]);
  });

  test("gets batches", async () => {
    const { json } = await get("/1.0/vps/vps-1,vps-3,vps-4", { "X-Ovh-Batch": "," });
    expect(json).toMatchObject([{ value: { name: "vps-1" } }, { value: { name: "vps-3" } }, { value: null }]);
  });
});

/** The client, whose requests are led to the sandbox with headers that it has no word for, as those of the answer. */
async function client(headers: OutgoingHttpHeaders) {
  let received: IncomingHttpHeaders = {};
  const options = { host: "eu.api.ovh.com", port: 443 };
  const local = await createSandbox({
    publicUrl: `https://${options.host}`,
    seed: { "/vps": ["vps-1", "vps-2", "vps-3"] },
  });
  onTestFinished(() => local.close());
  const { hostname, port } = new URL(local.url);
  const sent = vi.spyOn(https, "request").mockImplementation(((
    asked: RequestOptions,
    done: (answer: IncomingMessage) => void,
  ) =>
    http.request(
      { ...asked, host: hostname, port, headers: { ...(asked.headers as OutgoingHttpHeaders), ...headers } },
      (answer) => {
        received = answer.headers;
        done(answer);
      },
    )) as typeof https.request);
  onTestFinished(() => sent.mockRestore());
  const { applicationKey, applicationSecret, consumerKey } = local.credentials;
  const api = ovh({ ...options, appKey: applicationKey, appSecret: applicationSecret, consumerKey });
  return { api, received: () => received };
}

describe("ovh from npm", () => {
  test("gets pages", async () => {
    const { api } = await client(pages);
    expect(names(await api.requestPromised("GET", "/vps"))).toEqual(["vps-1", "vps-2"]);
  });

  test("gets cursors", async () => {
    const headers: OutgoingHttpHeaders = { ...cursors };
    const { api, received } = await client(headers);
    expect(names(await api.requestPromised("GET", "/vps"))).toEqual(["vps-1", "vps-2"]);
    headers["X-Pagination-Cursor"] = String(received()["x-pagination-cursor-next"]);
    expect(names(await api.requestPromised("GET", "/vps"))).toEqual(["vps-3"]);
  });

  test("gets batches", async () => {
    const { api } = await client({ "X-Ovh-Batch": "," });
    expect(await api.requestPromised("GET", "/vps/vps-1,vps-2")).toMatchObject([
      { key: "vps-1", value: { name: "vps-1" } },
      { key: "vps-2", value: { name: "vps-2" } },
    ]);
  });
});
