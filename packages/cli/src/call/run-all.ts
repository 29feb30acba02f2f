import { once } from "node:events";
import type { Progress } from "@ovh-typed/core";
import { connectToCall } from "../connection/connect.js";
import { counted } from "../output.js";
import type { CallOptions } from "./run.js";

/**
 * Prints all items of a list: for people as `call` prints its answer, with a bar while they come, for programs a line of
 * JSON each, as they come.
 */
export async function runAll(path: string, options: CallOptions): Promise<void> {
  const { client } = await connectToCall(options);
  const { param = {}, query = {} } = options;
  const isForPeople = process.stdout.isTTY && !options.json;
  const bar = process.stderr.isTTY && (isForPeople || !process.stdout.isTTY) ? await createBar(path) : undefined;
  const closed = new AbortController();
  process.stdout.once("error", (error) => closed.abort(error));
  const { signal } = closed;
  const list = client.paginate(path, { params: { path: param }, query, onProgress: bar?.tell, signal });
  try {
    if (isForPeople) {
      const items = await list.toArray();
      bar?.end();
      console.log(JSON.stringify(items, undefined, 2));
      return;
    }
    for await (const item of list) {
      // As fast as they are read, so that a long list is never held in memory.
      if (!process.stdout.write(`${JSON.stringify(item)}\n`)) await once(process.stdout, "drain", { signal });
    }
  } catch (error) {
    // Whoever reads may have enough, as `head` has.
    const { code } = Object(closed.signal.reason) as { code?: unknown };
    if (code !== "EPIPE") throw error;
  } finally {
    bar?.end();
  }
}

/** A bar on standard error, from the first part of a list on. */
async function createBar(path: string): Promise<{ tell(progress: Progress): void; end(): void }> {
  const { progress } = await import("@clack/prompts");
  let bar: ReturnType<typeof progress> | undefined;
  let shown = 0;
  let said = "";
  return {
    tell({ done, total, rate }) {
      if (bar === undefined) {
        bar = progress({ max: Math.max(total ?? done, 1), output: process.stderr, withGuide: false });
        bar.start(path);
      }
      said = `${counted(done, "item")}${total === undefined ? "" : ` of ${total}`}, ${Math.round(rate)} a second`;
      bar.advance(done - shown, said);
      shown = done;
    },
    end() {
      bar?.stop(said);
      bar = undefined;
    },
  };
}
