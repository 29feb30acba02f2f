import { createServer, type AddressInfo, type Socket } from "node:net";
import { createClient, type Client, type PinnedClientOptions, type UntypedOperations } from "../../src/index.js";
import { keys } from "./keys.js";

/** A socket server that answers each request, once read, with whatever a test writes. */
export interface BrokenServer extends AsyncDisposable {
  readonly baseUrl: string;
  /** The first lines of the requests that came, those for the time left out. */
  readonly requests: string[];
  readonly ovh: Client<UntypedOperations>;
}

/** Starts one on loopback; `/auth/time` is answered properly. */
export async function startBrokenServer(
  answer: (socket: Socket, request: string) => void,
  options: PinnedClientOptions = {},
): Promise<BrokenServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      const request = chunk.toString();
      if (request.includes("/auth/time ")) {
        const time = String(Math.floor(Date.now() / 1000));
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${time.length}\r\n\r\n${time}`);
        return;
      }
      requests.push(request.split("\r\n")[0] ?? "");
      answer(socket, request);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/1.0`;
  return {
    baseUrl,
    requests,
    ovh: createClient({ endpoint: "ovh-eu", ...keys, baseUrl, ...options }),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
