import type { Client, UntypedOperations } from "@ovh-typed/core";
import ora from "ora";

/** Waits until the consumer key is allowed; on a terminal something turns meanwhile. */
export async function waitForPerson(
  { auth }: Client<UntypedOperations>,
  options: { readonly signal: AbortSignal; readonly deadline: number },
): Promise<void> {
  const text = "Waiting for you to allow it there. Ctrl-C stops.";
  if (!process.stderr.isTTY) {
    console.error(text);
    return auth.waitForValidation(options);
  }
  // Standard input stays as it is: Ctrl-C has to arrive as a signal.
  const spinner = ora({ text, stream: process.stderr, discardStdin: false }).start();
  try {
    await auth.waitForValidation(options);
    spinner.succeed("Allowed.");
  } catch (error) {
    spinner.fail("Not allowed.");
    throw error;
  }
}
