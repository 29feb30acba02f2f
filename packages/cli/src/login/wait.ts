import type { Client, UntypedOperations } from "@ovh-typed/core";

/** Waits until the consumer key is allowed, and says so. */
export async function waitForPerson(
  { auth }: Client<UntypedOperations>,
  options: { readonly signal: AbortSignal; readonly deadline: number },
): Promise<void> {
  console.error("Waiting for you to allow it there. Ctrl-C stops.");
  await auth.waitForValidation(options);
  console.error("Allowed.");
}
