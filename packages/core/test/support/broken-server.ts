import type { Socket } from "node:net";
import { createClient, type Client, type PinnedClientOptions, type UntypedOperations } from "../../src/index.js";
import { startFaultServer } from "../faults/server.js";
import { keys } from "./keys.js";

/** A socket server that answers each request, once read, with whatever a test writes. */
export interface BrokenServer extends AsyncDisposable {
  readonly baseUrl: string;
  /** The requests that came, those for the time left out. */
  readonly requests: string[];
  readonly ovh: Client<UntypedOperations>;
}

/** Starts one on loopback; `/auth/time` is answered properly. */
export async function startBrokenServer(
  answer: (socket: Socket) => void,
  options: PinnedClientOptions = {},
): Promise<BrokenServer> {
  const requests: string[] = [];
  const server = await startFaultServer(({ method, path }, socket) => {
    if (path.endsWith("/auth/time")) {
      return { answer: { status: 200, body: String(Math.floor(Date.now() / 1000)) } };
    }
    requests.push(`${method} ${path}`);
    answer(socket);
    return undefined;
  });
  const baseUrl = `http://127.0.0.1:${server.port}/1.0`;
  return {
    baseUrl,
    requests,
    ovh: createClient({ endpoint: "ovh-eu", ...keys, baseUrl, ...options }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
