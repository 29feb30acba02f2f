import type { CallContext } from "../call/call.js";
import type { Client } from "../client.js";
import { later } from "../load.js";
import type { Operations } from "../operations.js";
import type { Begun } from "./wait-for.js";
import type { Wait } from "./wait.js";

/** Makes what a client waits with, and changes resources of v2: loaded with the first call of one. */
export function createWaits<O extends Operations>(
  context: CallContext,
): Pick<Client<O>, "waitFor" | "resumeWait" | "update"> {
  const act = later("waiting", () => import("./actions.js"), context);
  const waiting =
    <Given extends unknown[]>(begin: (...given: Given) => Promise<Begun>) =>
    (...given: Given): Wait<unknown> => {
      const begun = begin(...given);
      return Object.assign(
        begun.then((one) => one.wait()),
        { handle: async () => (await begun).handle() },
      );
    };
  return { waitFor: waiting(act("waitFor")), resumeWait: waiting(act("resumeWait")), update: act("update") } as never;
}
