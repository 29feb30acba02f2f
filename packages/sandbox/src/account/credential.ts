import { instantOf } from "../instant.js";
import type { AccessRule } from "./access-rules.js";

/** What a person has decided about a consumer key. */
export type Decision = "pendingValidation" | "validated" | "refused";

/** A consumer key and its rights; instants are milliseconds since 1970. */
export interface Credential {
  readonly credentialId: number;
  readonly applicationId: number;
  readonly consumerKey: string;
  /** What the link to the consent page carries instead of the key. */
  readonly credentialToken: string;
  readonly rules: readonly AccessRule[];
  /** An absolute URL, as a header carries it. */
  readonly redirection: string | null;
  readonly creation: number;
  allowedIPs: readonly string[] | null;
  decision: Decision;
  expiration: number | null;
  lastUse: number | null;
}

/** OVH's state of a credential: what was decided, until it expires. */
export function statusOf({ decision, expiration }: Credential, now: number): Decision | "expired" {
  return decision === "validated" && expiration !== null && expiration <= now ? "expired" : decision;
}

const dateOrNull = (instant: number | null): string | null => (instant === null ? null : instantOf(instant));

/** What the API shows of a credential. */
export function credentialFields(credential: Credential, now: number): Record<string, unknown> {
  return {
    credentialId: credential.credentialId,
    applicationId: credential.applicationId,
    allowedIPs: credential.allowedIPs,
    rules: credential.rules,
    ovhSupport: false,
    status: statusOf(credential, now),
    creation: instantOf(credential.creation),
    expiration: dateOrNull(credential.expiration),
    lastUse: dateOrNull(credential.lastUse),
  };
}
