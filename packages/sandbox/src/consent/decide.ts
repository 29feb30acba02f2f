import { OvhConfigError } from "@ovh-typed/core";
import type { Account } from "../account/account.js";
import { webUrl } from "../web-url.js";

/**
 * Decides about a consumer key in a person's place.
 *
 * @throws {OvhConfigError} When none waits for a decision at this link.
 */
export function decide(account: Account, validationUrl: string, decision: "validated" | "refused"): void {
  const credential = account.credentialByToken(webUrl(validationUrl)?.searchParams.get("credentialToken") ?? "");
  if (credential?.decision !== "pendingValidation") {
    throw new OvhConfigError(
      "No consumer key waits for a decision at this link: give the validationUrl of one that was just requested.",
    );
  }
  credential.decision = decision;
}
