// pnpm bench:lists: all items of a list of 1,000 ids, from a sandbox that answers 50 ms late; and how much memory going
// through 100,000 takes. Each client runs in a process of its own; the servers run in this one.
import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import http, { createServer } from "node:http";
import https from "node:https";
import { fileURLToPath } from "node:url";

const items = 1000;
const latency = 50;
const manyItems = 100_000;
// What signatures are made for: `ovh` knows hosts of https alone.
const signedUrl = "https://eu.api.ovh.com/1.0";
const self = fileURLToPath(import.meta.url);

/** What reads the list, by what a table calls it; each gives how many items it saw. */
const clients = {
  async "@ovh-typed/ovh-eu, all items"(server) {
    const { createClient } = await import("@ovh-typed/ovh-eu");
    let seen = 0;
    for await (const { name } of createClient(server).paginate("/vps")) seen += name.length > 0 ? 1 : 0;
    return seen;
  },
  "ovh, one call an item": (server) => byHand(server, 1, callsOfOvh),
  "ovh, 10 at a time": (server) => byHand(server, 10, callsOfOvh),
  "openapi-fetch, one call an item": (server) => byHand(server, 1, callsOfOpenapiFetch),
  "openapi-fetch, 10 at a time": (server) => byHand(server, 10, callsOfOpenapiFetch),
};

/** What goes through a list of very many items. */
const walks = {
  async *"@ovh-typed/ovh-eu, paginate"(server) {
    const { createClient } = await import("@ovh-typed/ovh-eu");
    yield* createClient(server).paginate("/vps");
  },
  async *"fetch, page by page"({ baseUrl }) {
    for (let number = 1; (number - 1) * 200 < manyItems; number += 1) {
      const headers = { "x-pagination-number": String(number), "x-pagination-size": "200" };
      yield* await (await fetch(`${baseUrl}/vps`, { headers })).json();
    }
  },
};

if (process.send === undefined) await main();
else await work(process.argv[2], JSON.parse(process.argv[3]));

async function main() {
  const { createSandbox } = await import("@ovh-typed/sandbox");
  const names = Array.from({ length: items }, (_, index) => `vps-${index}`);
  let requests = 0;
  const onRequest = () => (requests += 1);
  const sandbox = await createSandbox({
    publicUrl: new URL(signedUrl).origin,
    seed: { "/vps": names },
    faults: [{ kind: "latency", ms: latency }],
    onRequest,
  });
  const server = { baseUrl: `${sandbox.url}/1.0`, signedUrl, ...sandbox.credentials };
  print(["", "requests", "seconds", "peak memory, MB"]);
  const results = {};
  for (const name of Object.keys(clients)) {
    requests = 0;
    const { seen, seconds, megabytes } = await run(name, server);
    if (seen !== items) throw new Error(`${name} saw ${seen} items.`);
    results[name] = { requests, seconds };
    print([name, requests, seconds.toFixed(2), megabytes.toFixed(0)]);
  }
  await sandbox.close();
  const [ours, sequential] = Object.values(results);
  const share = (key) => `1/${Math.floor(sequential[key] / ours[key])}`;
  console.log(`\nof one call an item: ${share("requests")} of the requests, ${share("seconds")} of the time`);

  const pages = await servePages();
  const many = { baseUrl: `http://127.0.0.1:${pages.address().port}/1.0`, accessToken: "t" };
  print(["\n100,000 items, in MB more than after the first 1,000", "heap in use", "peak memory"]);
  for (const name of Object.keys(walks)) {
    const { heap } = await run(name, many, ["--expose-gc"]);
    const { peak } = await run(name, many);
    print([name, heap.toFixed(1), peak.toFixed(1)]);
  }
  pages.close();
}

function print(cells) {
  console.log(cells.map((cell, index) => (index === 0 ? String(cell).padEnd(54) : String(cell).padStart(17))).join(""));
}

async function run(name, server, execArgv = []) {
  const child = fork(self, [name, JSON.stringify(server)], { execArgv });
  const result = await Promise.race([once(child, "message"), once(child, "exit")]);
  child.kill();
  if (typeof result[0] !== "object") throw new Error(`${name} failed.`);
  return result[0];
}

/** Runs a client in this process. */
async function work(name, server) {
  if (Object.hasOwn(walks, name)) return process.send(await memoryOf(walks[name](server)));
  const begun = performance.now();
  const seen = await clients[name](server);
  const seconds = (performance.now() - begun) / 1000;
  process.send({ seen, seconds, megabytes: process.resourceUsage().maxRSS / 1000 });
}

/** What going through a list takes. Where memory can be collected, it is, so that what is in use is counted. */
async function memoryOf(list) {
  let [seen, heap, begin, peak] = [0, 0, 0, 0];
  for await (const { name } of list) {
    if (name.length > 0) seen += 1;
    if (seen === 1000) peak = process.resourceUsage().maxRSS;
    if (seen !== 1000 && seen % 10_000 !== 0) continue;
    globalThis.gc?.();
    const { heapUsed } = process.memoryUsage();
    if (seen === 1000) begin = heapUsed;
    heap = Math.max(heap, heapUsed - begin);
  }
  if (seen !== manyItems) throw new Error(`${seen} items came.`);
  return { heap: heap / 1e6, peak: (process.resourceUsage().maxRSS - peak) / 1000 };
}

/** Serves a list of many in pages, as OVH does. */
async function servePages() {
  const server = createServer(({ headers }, response) => {
    const number = Number(headers["x-pagination-number"]);
    const size = Number(headers["x-pagination-size"]);
    const start = (number - 1) * size;
    const page = Array.from({ length: Math.min(size, manyItems - start) }, (_, index) => ({
      name: `vps-${start + index}`,
      displayName: `The machine ${start + index}`,
      model: { name: "vps-value-1-2-40", disk: 40, memory: 2048, vcore: 1 },
      keymap: null,
      memoryLimit: 2048,
      netbootMode: "local",
      offerType: "ssd",
      state: "running",
      zone: "Region OpenStack: os-gra7",
    }));
    response.setHeader("x-pagination-elements", manyItems);
    response.setHeader("x-pagination-number", number);
    response.setHeader("x-pagination-size", size);
    response.setHeader("content-type", "application/json").end(JSON.stringify(page));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return server;
}

/** The ids, and then each of them, so many at a time. */
async function byHand(server, together, callsOf) {
  const { list, read } = await callsOf(server);
  const ids = await list();
  let [next, seen] = [0, 0];
  const worker = async () => {
    while (next < ids.length) {
      const { name } = await read(ids[next++]);
      if (name.length > 0) seen += 1;
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
  return seen;
}

async function callsOfOvh({ baseUrl, applicationKey, applicationSecret, consumerKey }) {
  const { default: createOvh } = await import("ovh");
  const { hostname, port } = new URL(baseUrl);
  const agent = new http.Agent({ keepAlive: true });
  https.request = (asked, done) => http.request({ ...asked, agent, host: hostname, port }, done);
  const host = new URL(signedUrl).hostname;
  const ovh = createOvh({ host, port: 443, appKey: applicationKey, appSecret: applicationSecret, consumerKey });
  return {
    list: () => ovh.requestPromised("GET", "/vps"),
    read: (serviceName) => ovh.requestPromised("GET", "/vps/{serviceName}", { serviceName }),
  };
}

async function callsOfOpenapiFetch({ baseUrl, applicationKey, applicationSecret, consumerKey }) {
  const { default: createOpenapiFetch } = await import("openapi-fetch");
  const client = createOpenapiFetch({ baseUrl });
  client.use({
    onRequest({ request }) {
      const timestamp = Math.floor(Date.now() / 1000);
      const url = request.url.replace(baseUrl, signedUrl);
      const text = [applicationSecret, consumerKey, request.method, url, "", timestamp].join("+");
      request.headers.set("X-Ovh-Application", applicationKey);
      request.headers.set("X-Ovh-Consumer", consumerKey);
      request.headers.set("X-Ovh-Timestamp", String(timestamp));
      request.headers.set("X-Ovh-Signature", `$1$${createHash("sha1").update(text).digest("hex")}`);
      return request;
    },
  });
  const data = async (call) => {
    const result = await call;
    if (result.error !== undefined) throw new Error(`It was answered ${result.response.status}.`);
    return result.data;
  };
  return {
    list: () => data(client.GET("/vps")),
    read: (serviceName) => data(client.GET("/vps/{serviceName}", { params: { path: { serviceName } } })),
  };
}
