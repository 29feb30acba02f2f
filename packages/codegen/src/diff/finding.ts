import { createHash } from "node:crypto";
import type { Details, FindingClass, RuleId } from "./rules.js";

/** One difference between two snapshots of an endpoint's schemas. */
export interface Finding extends Details {
  readonly rule: RuleId;
  readonly class: FindingClass;
  /** The same whenever the same is found again, whatever else has changed: what was looked at can be told by it. */
  readonly fingerprint: string;
  /** Where several endpoints were compared: of which one it is. */
  readonly endpoint?: string;
  /** The operation that differs, `GET /v2/iam/policy`; what differs of a model has `model` instead, of all schemas neither. */
  readonly operation?: string;
  /** The model that differs, `nichandle.Nichandle`. */
  readonly model?: string;
  /** Of a model that is new or gone: the API that has it alone, `/me`, `/v2/iam`. */
  readonly api?: string;
  /** What of it: `query.status`, `body.name`, `answer`; of a model the property. */
  readonly place?: string;
  /** The operations that it touches, sorted. */
  readonly operations: readonly string[];
}

/** What tells a finding from every other. */
export type FindingIdentity = Pick<Finding, "rule" | "operation" | "model" | "api" | "place" | "from" | "to">;

/** The fingerprint of what was found: of the thing itself, not of what it touches. */
export function fingerprintOf(identity: FindingIdentity): string {
  const { rule, operation = "", model = "", api = "", place = "", from = "", to = "" } = identity;
  return createHash("sha256")
    .update(JSON.stringify([rule, operation, model, api, place, from, to]))
    .digest("hex")
    .slice(0, 16);
}
