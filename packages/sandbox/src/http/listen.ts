import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Nothing outside this machine reaches a sandbox. */
const loopback = "127.0.0.1";

/**
 * Starts a server on loopback.
 *
 * @param port 0 lets the system choose a free one.
 * @returns The origin it listens on
 * @throws {Error} When the port cannot be had.
 */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => {
      reject(new Error(`The sandbox could not listen on ${loopback}:${port}: ${cause.message}`, { cause }));
    });
    server.listen(port, loopback, resolve);
  });
  return `http://${loopback}:${(server.address() as AddressInfo).port}`;
}

/** Stops a server and cuts what is still connected; a second call does nothing. */
export async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
