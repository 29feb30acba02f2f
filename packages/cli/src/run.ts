import { CommanderError } from "commander";
import { messageOf } from "./command-words.js";
import { program } from "./program.js";
import { RefusedError } from "./refused-error.js";

/** What the command's exit status says. */
const status = { done: 0, refused: 1, wrongUsage: 2 } as const;

/** Runs the command with its arguments and returns its exit status; what went wrong has been said by then. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    await program().parseAsync(args, { from: "user" });
    return status.done;
  } catch (error) {
    // Commander has said it; help and version, asked for, come this way too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? status.done : status.wrongUsage;
    if (!(error instanceof RefusedError && error.isReported)) {
      console.error(`ovh-typed: ${messageOf(error)}`);
    }
    return status.refused;
  }
}
