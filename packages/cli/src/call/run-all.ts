import { once } from "node:events";
import type { Progress } from "@ovh-typed/core";
import { connectToCall } from "../connection/connect.js";
import { counted } from "../output.js";
import { loadProgressBars, type ProgressBar } from "../progress-bar.js";
import type { CallOptions } from "./run.js";

/**
 * Prints all items of a list: for people as `call` prints its answer, with a bar while they come, for programs a line of
 * JSON each, as they come.
 */
export async function runAll(path: string, options: CallOptions): Promise<void> {
  const { client } = await connectToCall(options);
  const { param = {}, query = {} } = options;
  const isForPeople = process.stdout.isTTY && !options.json;
  const bar =
    process.stderr.isTTY && (isForPeople || !process.stdout.isTTY) ? (await loadProgressBars())(path) : undefined;
  const closed = new AbortController();
  process.stdout.once("error", () => closed.abort());
  const { signal } = closed;
  const list = client.paginate(path, { params: { path: param }, query, onProgress: bar && tellIn(bar), signal });
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
    // Whoever reads has enough.
    if (!signal.aborted) throw error;
  } finally {
    bar?.end();
  }
}

function tellIn(bar: ProgressBar): (progress: Progress) => void {
  return ({ done, total, rate }) => {
    const of = total === undefined ? "" : ` of ${total}`;
    bar.tell(done, total, `${counted(done, "item")}${of}, ${Math.round(rate)} a second`);
  };
}
