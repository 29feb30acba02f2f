import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";

/** A port of this computer that accepts nothing: connections to it neither come about nor fail. */
export interface BlackHole extends AsyncDisposable {
  readonly port: number;
}

// Listens, and then never runs again, so that nothing is taken off the queue.
const program = `
const { createServer } = require("node:net");
const { parentPort } = require("node:worker_threads");
const server = createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
`;

/** Opens one, by filling the queue of a server that never looks at it. */
export async function openBlackHole(): Promise<BlackHole> {
  const worker = new Worker(program, { eval: true });
  const port = await new Promise<number>((resolve) => void worker.once("message", resolve));
  const fillers: Socket[] = [];
  // Linux takes one more than the backlog; two others stay on their way, as all that come after.
  for (let count = 0; count < 4; count++) {
    fillers.push(connect({ port, host: "127.0.0.1" }).on("error", () => undefined));
  }
  await new Promise((resolve) => void fillers[0]!.once("connect", resolve));
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const filler of fillers) filler.destroy();
      await worker.terminate();
    },
  };
}
