// pnpm bench:calls [rounds] [name …]: what a signed GET costs on loopback, beside other ways to make it. Everybody makes
// 40,000 calls, 32 at a time, in a process of its own, against one server in another; the first tenth is not counted.
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { callers } from "./calls/callers.mjs";

const calls = 40_000;
const atATime = 32;
const self = fileURLToPath(import.meta.url);
// Some make Node warn with every call.
const env = { ...process.env, NODE_NO_WARNINGS: "1" };
const answer = JSON.stringify({
  nichandle: "xx12345-ovh",
  ...Object.fromEntries(Array.from({ length: 24 }, (_, index) => [`property${index}`, `value number ${index}`])),
});

const [task, ...given] = process.argv.slice(2);
if (task === "serve") await serve();
else if (task === "call") await measure(...given);
else await main(Number(task ?? 3), given);

/** Answers at once, and counts the connections since it was last asked. */
async function serve() {
  let connections = 0;
  const server = createServer((request, response) => {
    const body = request.url.endsWith("/auth/time") ? String(Math.floor(Date.now() / 1000)) : answer;
    response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(body);
  });
  server.on("connection", () => connections++);
  await once(server.listen(0, "127.0.0.1"), "listening");
  process.on("message", () => {
    process.send(connections);
    connections = 0;
  });
  process.send(`http://127.0.0.1:${server.address().port}/1.0`);
}

/** Makes the calls of one round. */
async function measure(name, baseUrl) {
  const call = await callers[name](baseUrl);
  await makeCalls(call, calls / 10);
  const [begun, used] = [performance.now(), process.cpuUsage()];
  await makeCalls(call, calls - calls / 10);
  const { user, system } = process.cpuUsage(used);
  const counted = calls - calls / 10;
  process.send({
    cpu: (user + system) / counted,
    rate: (counted / (performance.now() - begun)) * 1000,
    memory: process.resourceUsage().maxRSS / 1024,
  });
  process.disconnect();
}

async function makeCalls(call, count) {
  let left = count;
  const one = async () => {
    while (left-- > 0) {
      const { nichandle } = await call();
      if (nichandle !== "xx12345-ovh") throw new Error("That was no answer.");
    }
  };
  await Promise.all(Array.from({ length: atATime }, one));
}

async function main(rounds, names) {
  const server = fork(self, ["serve"]);
  const [baseUrl] = await once(server, "message");
  const chosen = Object.keys(callers).filter((name) => names.length === 0 || names.includes(name));
  const measured = new Map(chosen.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of chosen) {
      const [figures] = await once(fork(self, ["call", name, baseUrl], { env }), "message");
      server.send("count");
      const [sockets] = await once(server, "message");
      measured.get(name).push({ ...figures, sockets });
    }
  }
  server.kill();
  report(measured, rounds);
}

function report(measured, rounds) {
  const medians = [...measured].map(([name, figures]) => ({
    name,
    ...Object.fromEntries(
      ["cpu", "rate", "memory", "sockets"].map((key) => [key, median(figures.map((one) => one[key]))]),
    ),
  }));
  console.log(`Node ${process.version}, medians of ${rounds} rounds\n`);
  console.log("| | CPU a call, µs | calls a second | peak memory, MB | connections |\n|---|--:|--:|--:|--:|");
  for (const { name, cpu, rate, memory, sockets } of medians) {
    console.log(`| ${name} | ${[cpu, rate, memory, sockets].map((value) => value.toFixed(0)).join(" | ")} |`);
  }
  const of = (name) => medians.find((one) => one.name === name);
  const compare = (ours, other, key) => {
    if (of(ours) && of(other))
      console.log(`${key}, ${ours} to ${other}: ${(of(ours)[key] / of(other)[key]).toFixed(2)}`);
  };
  console.log();
  compare("ovh-typed", "fetch and a sha1", "cpu");
  compare("ovh-typed", "fetch, a sha1 and a time limit", "cpu");
  compare("ovh-typed", "openapi-fetch, a sha1 and a time limit", "cpu");
  compare("ovh-typed", "the least of both", "cpu");
  compare("the least of both", "fetch and a sha1", "cpu");
  compare("ovh-typed", "openapi-fetch and a sha1", "memory");
  compare("ovh-typed over undici", "undici.request and a sha1", "cpu");
  compare("ovh-typed over undici", "undici.request and a sha1", "memory");
  compare("ovh-typed over undici", "@ovh-api/api", "cpu");
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
