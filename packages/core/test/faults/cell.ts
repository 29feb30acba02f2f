import { createHash } from "node:crypto";
import dns from "node:dns";
import type { Socket } from "node:net";
import type { Fetch, HttpMethod, OvhError, UntypedOperations } from "../../src/index.js";
import { pooledFetch } from "../../src/undici/index.js";
import { buildClient } from "../support/build-client.js";
import { keys } from "../support/keys.js";
import { createFakePlatform } from "../support/platform.js";
import { tick, untilSettled } from "../support/until-settled.js";
import { startFaultServer, type Step, type WireRequest } from "./server.js";
import type { Expected, Fault, Transport } from "./table.js";

const methods = ["GET", "POST", "PUT", "DELETE"] as const;
const authentications = ["signature", "oauth2"] as const;

/** One fault met by one kind of call. */
export interface Cell {
  readonly method: HttpMethod;
  readonly authentication: (typeof authentications)[number];
  readonly connection: "fresh" | "reused";
}

/** The cells of a fault. */
export function cellsOf({ onlyFresh }: Fault): readonly Cell[] {
  const connections = onlyFresh === true ? (["fresh"] as const) : (["fresh", "reused"] as const);
  return methods.flatMap((method) =>
    authentications.flatMap((authentication) =>
      connections.map((connection) => ({ method, authentication, connection })),
    ),
  );
}

const credentials = {
  signature: keys,
  oauth2: { clientId: "EU.0123456789abcdef", clientSecret: "0123456789abcdef" },
};

// What a name server says of the names of the faults, of which there is none that says it when it is asked to.
const { lookup } = dns;
const unresolved: ReadonlyMap<string, string> = new Map([
  ["no-name.invalid", "ENOTFOUND"],
  ["no-name-server.invalid", "EAI_AGAIN"],
]);
dns.lookup = ((host: string, ...given: [...unknown[], (failure: Error) => void]) => {
  const code = unresolved.get(host);
  if (code === undefined) return Reflect.apply(lookup, dns, [host, ...given]);
  const callback = given.at(-1) as (failure: Error) => void;
  return process.nextTick(callback, Object.assign(new Error(`getaddrinfo ${code} ${host}`), { code }));
}) as unknown as typeof lookup;

/** Thrown where a pool has taken another connection than a cell is about. */
class AnotherConnection extends Error {}

/** As often a cell is begun anew for that: what a pool takes is up to it. */
const mostBeginnings = 3;

/** {@link runOnce}, on the connection that the cell is about. */
export async function runCell(fault: Fault, cell: Cell, over: Transport, blackHole: number): Promise<Expected> {
  for (let beginning = 1; ; beginning += 1) {
    try {
      return await runOnce(fault, cell, over, blackHole);
    } catch (error) {
      if (!(error instanceof AnotherConnection) || beginning === mostBeginnings) throw error;
    }
  }
}

/**
 * Makes one call in a fault and tells what came of it. Time is moved whenever the client waits before an attempt, and
 * whenever the server has fallen silent.
 *
 * @param blackHole A port that accepts no connection.
 */
async function runOnce(fault: Fault, cell: Cell, over: Transport, blackHole: number): Promise<Expected> {
  const { method, authentication, connection } = cell;
  const isFresh = connection === "fresh";
  const [before, steps] = [[...(fault.before ?? [])], [...fault.server]];
  const tokens: string[] = [];

  function stepFor({ path }: WireRequest): Step {
    if (path === "/1.0/warm") return { answer: { status: 200, body: "1" } };
    if (path === "/1.0/fault") return steps.length > 1 ? steps.shift()! : steps[0]!;
    const step = before.shift();
    if (step !== undefined) return step;
    if (path === "/auth/oauth2/token") tokens.push(`token-${tokens.length}`);
    const time = String(Math.floor(platform.wallClock() / 1000));
    const body = path === "/1.0/auth/time" ? time : JSON.stringify({ access_token: tokens.at(-1), expires_in: 3599 });
    return { answer: { status: 200, headers: isFresh ? { Connection: "close" } : {}, body } };
  }

  await using server = await startFaultServer(stepFor, { onConnection: spoiltHandshake(fault) });
  let isCalled = false;
  let hanging = 0;
  const transport = transportFor(fault, over);
  const platform = createFakePlatform(async (url, init) => {
    if (isCalled && fault.connection === "stale" && url.endsWith("/fault")) await staleness();
    if (over === "fetch" && (fault.connection === "black hole" || fault.connection === "tls silent")) hanging++;
    const answer = transport(url, init).catch((failure: unknown) => {
      // As if it had taken what it takes unless told.
      if (Object(failure).code === "UND_ERR_CONNECT_TIMEOUT") platform.pass(10_000);
      throw failure;
    });
    return (await answer) as Response;
  });

  // Once: what is open is closed, and the request on its way before that can have been noticed.
  let staleness = async (): Promise<void> => {
    staleness = async () => undefined;
    void server.closeConnections();
  };
  const origin = originOf(fault, fault.connection === "black hole" ? blackHole : server.port);
  let wait = 0;
  let last = 0;
  let errors = 0;
  const ovh = buildClient<UntypedOperations>(
    {
      endpoint: "ovh-eu",
      ...credentials[authentication],
      ...fault.options,
      tables: { unsigned: "", void: "", days: "" },
      baseUrl: `${origin}/1.0`,
      tokenUrl: `${origin}/auth/oauth2/token`,
      hooks: {
        onRetry: ({ delay }) => void (wait = delay),
        onResponse: ({ attempt }) => void (last = attempt),
        onError: () => void errors++,
      },
    },
    platform,
  );
  if (!isFresh) await ovh.GET("/warm");
  if (fault.connection === "refused") {
    await server[Symbol.asyncDispose]();
    for (let ticks = 0; ticks < 5; ticks++) await tick();
  }

  isCalled = true;
  const start = platform.monotonic();
  const body = method === "POST" || method === "PUT" ? { body: { a: 1 } } : {};
  const call = ovh[method]("/fault", body).catch((error: unknown) => ({ error }) as { data?: never; error: unknown });
  let silences = 0;
  const outcome = await untilSettled(call, () => {
    const armed = [...platform.timers].map(({ due }) => due - platform.monotonic());
    if (wait > 0) {
      const passing = wait;
      wait = 0;
      platform.pass(passing);
    } else if (server.silences + hanging > silences && armed.length >= (fault.timers ?? 1)) {
      silences++;
      platform.pass(Math.min(...armed));
    } else if (fault.server[0]?.socket === "drip" && armed.includes(30_000)) {
      platform.pass(20_000);
      server.drip();
    }
  });
  const came = server.requests.filter(({ path }) => path === "/1.0/fault");
  checkRequests(came, cell, body.body, fault);
  if (platform.timers.size > 0) throw new Error("A timer is left.");
  if (errors !== (outcome.error === undefined ? 0 : 1)) throw new Error(`The hook onError was called ${errors} times.`);
  const waited = platform.monotonic() - start;
  return { ...told(outcome, came.length, last, waited), newConnection: came.at(-1)?.isReused === false };
}

/** What came of a call, in the words of the table. */
function told(outcome: { data?: unknown; error?: unknown }, requests: number, last: number, waited: number): Expected {
  const { error } = outcome;
  if (error === undefined) return { requests, attempts: last, waited, data: outcome.data };
  const { name, attempts, sent, maybeApplied, method, path, ...fields } = error as OvhError & Partial<Expected>;
  if (method === undefined || path !== "/fault")
    throw new Error(`The error tells nothing of its call: ${error}`, { cause: error });
  const { code, status } = fields;
  return { requests, attempts, waited, error: name, sent, maybeApplied, code, status } as Expected;
}

/** Everything that has to be true of each request, whatever the fault. */
function checkRequests(came: readonly WireRequest[], cell: Cell, body: unknown, fault: Fault): void {
  const proofs = came.map(({ headers }) => headers["x-ovh-signature"] ?? headers["authorization"]);
  for (const request of came) {
    const { method, path, headers } = request;
    const isProved =
      cell.authentication === "signature"
        ? headers["x-ovh-signature"] === signatureOf(request)
        : /^Bearer token-\d$/.test(headers["authorization"] ?? "");
    if (!isProved || method !== cell.method) throw new Error(`${method} ${path} is not as it should be.`);
    if (request.body !== (body === undefined ? "" : JSON.stringify(body))) throw new Error("The body is another.");
  }
  const [first] = came;
  const isSteady = fault.connection === undefined && fault.before === undefined;
  if (isSteady && first?.isReused !== (cell.connection === "reused"))
    throw new AnotherConnection(`The connection is not ${cell.connection}.`);
  if (came.length > 1 && proofs.includes(undefined)) throw new Error("An attempt has no proof of its own.");
}

function signatureOf({ method, path, headers, body }: WireRequest): string {
  const { applicationSecret, consumerKey } = keys;
  const url = `http://${headers["host"]}${path}`;
  const parts = [applicationSecret, consumerKey, method, url, body, headers["x-ovh-timestamp"]];
  return `$1$${createHash("sha1").update(parts.join("+")).digest("hex")}`;
}

function originOf({ connection: spoilt }: Fault, port: number): string {
  const connection: string = spoilt ?? "";
  if (connection.startsWith("no name")) return `https://${connection.replaceAll(" ", "-")}.invalid`;
  return `${connection.startsWith("tls") ? "https" : "http"}://127.0.0.1:${port}`;
}

function spoiltHandshake({ connection }: Fault): (socket: Socket) => boolean {
  return (socket) => {
    if (connection === "tls spoilt") socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    else if (connection === "tls reset") socket.once("data", () => socket.resetAndDestroy());
    else return connection === "tls silent";
    return true;
  };
}

/** The runtime's fetch, or one over undici, which gives up soon on a connection where none comes about. */
function transportFor({ connection }: Fault, over: Transport): Fetch {
  if (over === "fetch") return (url, init) => fetch(url, init);
  const isSilent = connection === "black hole" || connection === "tls silent";
  // Of several connections a pool may take another than was used before.
  return pooledFetch({ proxy: false, connections: 1, ...(isSilent && { connectTimeout: 20 }) });
}
