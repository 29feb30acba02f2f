import type { Client, UntypedOperations } from "@ovh-typed/core";
import { createSpinner } from "nanospinner";

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
  const spinner = createSpinner(text, { stream: process.stderr }).start();
  try {
    await auth.waitForValidation(options);
    spinner.success("Allowed.");
  } catch (error) {
    spinner.error("Not allowed.");
    throw error;
  }
}
