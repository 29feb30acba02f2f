// pnpm bench:sandbox: what a sandbox costs, beside a bare node:http server that answers the same bytes. Each server runs in
// a process of its own, and is asked by this one over eight connections that stay open.
import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import { fileURLToPath } from "node:url";

const connections = 8;
const requests = 20_000;
const rounds = 5;
const self = fileURLToPath(import.meta.url);

const servers = {
  async "@ovh-typed/sandbox"() {
    const { createSandbox } = await import("@ovh-typed/sandbox");
    const sandbox = await createSandbox();
    return { url: sandbox.url, credentials: sandbox.credentials };
  },
  async "node:http alone"(body) {
    const server = createServer((_, response) => {
      response.setHeader("content-type", "application/json; charset=utf-8").end(body);
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    return { url: `http://127.0.0.1:${server.address().port}` };
  },
};

if (process.send === undefined) await main();
else await serve(process.argv[2], process.argv[3]);

/** Runs a server in this process, and tells how long it took and what it takes. */
async function serve(name, body) {
  const begun = performance.now();
  const started = await servers[name](body);
  process.send({ ...started, milliseconds: performance.now() - begun });
  process.on("message", () => process.send({ megabytes: process.memoryUsage().rss / 1e6 }));
}

async function main() {
  const sandbox = await start("@ovh-typed/sandbox");
  const { body, milliseconds: first } = await timed(() => ask(sandbox));
  const plain = await start("node:http alone", body);
  const rates = { sandbox: [], plain: [] };
  for (let round = 0; round < rounds; round += 1) {
    rates.sandbox.push(await rateOf(sandbox));
    rates.plain.push(await rateOf(plain));
  }
  const rows = [
    ["", "start, ms", "first GET /me, ms", "GET /me a second", "memory after, MB"],
    ["sandbox", sandbox.milliseconds, first, median(rates.sandbox), await memoryOf(sandbox)],
    ["node:http alone", plain.milliseconds, "", median(rates.plain), await memoryOf(plain)],
  ];
  for (const row of rows) {
    console.log(row.map((cell) => (typeof cell === "number" ? cell.toFixed(0) : cell).padStart(18)).join(""));
  }
  console.log(`\nratio of requests a second: ${(median(rates.sandbox) / median(rates.plain)).toFixed(2)}`);
  for (const { child } of [sandbox, plain]) child.kill();
}

async function start(name, body = "") {
  const child = fork(self, [name, body]);
  const [started] = await once(child, "message");
  return { ...started, child, agent: new Agent({ keepAlive: true, maxSockets: connections }) };
}

async function memoryOf({ child }) {
  child.send("memory");
  const [{ megabytes }] = await once(child, "message");
  return megabytes;
}

async function timed(run) {
  const begun = performance.now();
  const body = await run();
  return { body, milliseconds: performance.now() - begun };
}

async function rateOf(server) {
  const { milliseconds } = await timed(async () => {
    let left = requests;
    const worker = async () => {
      while (left > 0) {
        left -= 1;
        await ask(server);
      }
    };
    await Promise.all(Array.from({ length: connections }, worker));
  });
  return (requests / milliseconds) * 1000;
}

/** One signed GET /me. */
function ask({ url, credentials, agent }) {
  const target = `${url}/1.0/me`;
  return new Promise((resolve, reject) => {
    const outgoing = request(target, { agent, headers: signed(credentials, target) }, (incoming) => {
      let text = "";
      incoming.setEncoding("utf8").on("data", (chunk) => (text += chunk));
      incoming.on("end", () => {
        if (incoming.statusCode === 200) resolve(text);
        else reject(new Error(`GET /me was answered ${incoming.statusCode}: ${text}`));
      });
    });
    outgoing.on("error", reject).end();
  });
}

function signed(credentials, url) {
  const keys = credentials ?? { applicationKey: "key", applicationSecret: "secret", consumerKey: "consumer" };
  const timestamp = Math.floor(Date.now() / 1000);
  const text = [keys.applicationSecret, keys.consumerKey, "GET", url, "", timestamp].join("+");
  return {
    "X-Ovh-Application": keys.applicationKey,
    "X-Ovh-Consumer": keys.consumerKey,
    "X-Ovh-Timestamp": String(timestamp),
    "X-Ovh-Signature": `$1$${createHash("sha1").update(text).digest("hex")}`,
  };
}

function median(values) {
  return values.toSorted((one, another) => one - another)[Math.floor(values.length / 2)];
}
