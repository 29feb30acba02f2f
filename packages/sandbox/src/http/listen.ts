import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Starts a server.
 *
 * @param host The address to listen on.
 * @param port 0 lets the system choose a free one.
 * @returns The origin it listens on
 * @throws {Error} When the port cannot be had.
 */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => {
      reject(new Error(`The sandbox could not listen on ${host}:${port}: ${cause.message}`, { cause }));
    });
    server.listen(port, host, resolve);
  });
  const { address, family, port: listened } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${listened}`;
}

/** Stops a server and cuts what is still connected; a second call does nothing. */
export async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
