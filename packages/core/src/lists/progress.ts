import type { CallContext } from "../call/call.js";
import type { Progress } from "./lists.js";

/** Tells how far it has come. */
export function progressOf(
  { network }: Pick<CallContext, "network">,
  { onProgress }: { readonly onProgress: ((progress: Progress) => void) | undefined },
): (more: number, total: number | undefined) => void {
  const start = network.monotonic();
  let done = 0;
  return (more, total) => {
    done += more;
    const seconds = Math.max(network.monotonic() - start, 1) / 1000;
    onProgress?.({ done, total, rate: done / seconds });
  };
}
