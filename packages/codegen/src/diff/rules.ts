/**
 * What a finding means for a program that was written against the older schema: what it sends is refused, or no longer
 * compiles (`breaking-requests`); what it reads is no longer what it was (`breaking-answers`); an enum lists other members, more of them in
 * an answer, to which the generated types are open, or fewer in a request (`soft`); it works as before (`additive`). `life-cycle` is what to
 * plan for, `documentation` what no type shows, `dialect` how OVH writes all of its schemas.
 */
export type FindingClass =
  | "breaking-requests"
  | "breaking-answers"
  | "soft"
  | "additive"
  | "life-cycle"
  | "documentation"
  | "dialect";

/** The classes, the worst first. */
export const findingClasses: readonly FindingClass[] = [
  "breaking-requests",
  "breaking-answers",
  "soft",
  "life-cycle",
  "additive",
  "documentation",
  "dialect",
];

/** What a finding tells besides its place. */
export interface Details {
  readonly from?: string;
  readonly to?: string;
  /** Of an operation that is gone: whether it had been marked deprecated. */
  readonly announced?: boolean;
  /** Of an operation that is gone or deprecated: what the schema says that replaces it. */
  readonly replacement?: string;
}

/** What a rule finds. */
export interface Rule {
  readonly class: FindingClass;
  /** Ends the sentence that begins with the place: of an operation, a field of it, a model, a property. */
  readonly says: (details: Details) => string;
}

function instead(replacement: string | undefined): string {
  return replacement === undefined ? "" : `; instead: ${replacement}`;
}

/** Every rule, by its id. Ids are stable: what is reported, counted and accepted refers to them. */
export const rules = {
  "operation-added": { class: "additive", says: () => "is new" },
  "operation-removed": {
    class: "breaking-requests",
    says: ({ announced, replacement }) =>
      `is gone, ${announced ? "as announced" : "unannounced"}${instead(replacement)}`,
  },
  "operation-status": {
    class: "life-cycle",
    says: ({ from, to, replacement }) => `is ${to}, was ${from}${instead(replacement)}`,
  },
  "operation-deprecation": { class: "life-cycle", says: ({ from, to }) => `has other dates: ${from} → ${to}` },
  "operation-iam": { class: "life-cycle", says: ({ from, to }) => `needs other IAM actions: ${from} → ${to}` },
  "operation-signed": { class: "breaking-requests", says: () => "has to be signed now" },
  "operation-unsigned": { class: "additive", says: () => "needs no signature any more" },
  "operation-errors": { class: "documentation", says: ({ from, to }) => `lists other errors: ${from} → ${to}` },
  "operation-id": { class: "documentation", says: ({ from, to }) => `has another operationId: ${from} → ${to}` },
  "operation-description": { class: "documentation", says: () => "is described in other words" },

  "request-field-added": { class: "additive", says: ({ to }) => `is new and may be sent: ${to}` },
  "request-field-added-required": { class: "breaking-requests", says: ({ to }) => `is new and has to be sent: ${to}` },
  "request-field-removed": { class: "breaking-requests", says: ({ from }) => `is no longer taken: ${from}` },
  "request-field-required": { class: "breaking-requests", says: () => "has to be sent now" },
  "request-field-optional": { class: "additive", says: () => "need not be sent any more" },
  "request-field-not-null": { class: "breaking-requests", says: () => "must not be null any more" },
  "request-field-nullable": { class: "additive", says: () => "may be null now" },
  "request-type": { class: "breaking-requests", says: ({ from, to }) => `is another type: ${from} → ${to}` },
  "request-type-widened": { class: "additive", says: ({ from, to }) => `takes more: ${from} → ${to}` },
  "request-model": { class: "documentation", says: ({ from, to }) => `has another model: ${from} → ${to}` },
  "request-format": { class: "documentation", says: ({ from, to }) => `is written as another format: ${from} → ${to}` },
  "request-enum-widened": { class: "additive", says: ({ to }) => `takes more values: ${to}` },
  "request-enum-narrowed": { class: "soft", says: ({ from }) => `takes fewer values: without ${from}` },

  "answer-added": { class: "additive", says: ({ to }) => `is there now: ${to}` },
  "answer-removed": { class: "breaking-answers", says: ({ from }) => `is gone: ${from}` },
  "answer-field-added": { class: "additive", says: ({ to }) => `is new: ${to}` },
  "answer-field-removed": { class: "breaking-answers", says: ({ from }) => `is gone: ${from}` },
  "answer-field-nullable": { class: "breaking-answers", says: () => "may be null or missing now" },
  "answer-field-not-null": { class: "additive", says: () => "is always there now" },
  "answer-type": { class: "breaking-answers", says: ({ from, to }) => `is another type: ${from} → ${to}` },
  "answer-type-narrowed": { class: "additive", says: ({ from, to }) => `is told more exactly: ${from} → ${to}` },
  "answer-model": { class: "documentation", says: ({ from, to }) => `has another model: ${from} → ${to}` },
  "answer-format": { class: "documentation", says: ({ from, to }) => `is written as another format: ${from} → ${to}` },
  "answer-enum-widened": { class: "soft", says: ({ to }) => `has more values: ${to}` },
  "answer-enum-narrowed": { class: "additive", says: ({ from }) => `has fewer values: without ${from}` },

  "model-added": { class: "additive", says: () => "is new" },
  "model-removed": { class: "life-cycle", says: () => "is gone" },
  "model-changed": { class: "documentation", says: () => "is written otherwise, which no operation shows" },

  "dialect-keys": {
    class: "dialect",
    says: ({ from, to }) =>
      `schemas use ${[to && `keys that are new: ${to}`, from && `no longer: ${from}`].filter(Boolean).join("; ")}`,
  },
  "dialect-flag": { class: "dialect", says: ({ from, to }) => `is written otherwise everywhere: ${from} → ${to}` },
  "dialect-type": { class: "dialect", says: ({ from, to }) => `is called otherwise everywhere: ${from} → ${to}` },
} as const satisfies Record<string, Rule>;

/** The stable id of a rule. */
export type RuleId = keyof typeof rules;
