import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createClient, unwrap } from "../src/index.js";
import { keys } from "./support/keys.js";

// An independent verifier: it signs the request line, host and bytes that arrive, with Node's crypto.
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    if (request.url?.endsWith("/auth/time") === true) return response.end("1700000000");
    const { host, "x-ovh-timestamp": timestamp, "x-ovh-signature": signature } = request.headers;
    const hash = createHash("sha1");
    hash.update(`${keys.applicationSecret}+${keys.consumerKey}+${request.method}+http://${host}${request.url}+`);
    for (const chunk of chunks) hash.update(chunk);
    const expected = `$1$${hash.update(`+${String(timestamp)}`).digest("hex")}`;
    return response.end(
      JSON.stringify(signature === expected ? "verified" : { signature, expected, url: request.url }),
    );
  });
});

let baseUrl = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/1.0`;
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const hostile = [
  "a'b",
  "/",
  "192.0.2.0/28",
  "%2F",
  "a+b c",
  "é🙂",
  "{x}",
  '<>"`^|',
  "a;b=c,d",
  "~!*()",
  "..a",
  "\\",
  "@x:y",
];

it.each(hostile)("what is signed is what arrives: %s", async (text) => {
  const ovh = createClient({ endpoint: "ovh-eu", ...keys, baseUrl });
  const params = { path: { id: text }, query: { [text]: [text, text] } };
  const body = { [text]: text };
  const calls = [
    ovh.GET("/a/{id}/b", { params }),
    ovh.POST("/a/{id}", { params, body }),
    ovh.PUT("/v2/a/{id}", { params, body: text }),
    ovh.DELETE("/v1/a/{id}", { params }),
    ovh.request("GET", `/a/b?${text.replaceAll(/[\\#]/g, "")}`),
  ];
  expect(await Promise.all(calls.map((call) => unwrap(call)))).toEqual(Array.from(calls, () => "verified"));
});
