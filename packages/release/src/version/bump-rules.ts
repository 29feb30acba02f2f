import type { RuleId } from "@ovh-typed/codegen";

/** How a version grows (semver.org), the most first. */
export const bumps = ["major", "minor", "patch"] as const;
export type Bump = (typeof bumps)[number];

/**
 * What each finding of a diff is to the version of a region's package. What promises are made of are calls: what was sent
 * compiles and is taken, what is read is there. Names of models are OVH's own.
 */
export const bumpRules: Readonly<Record<RuleId, Bump>> = {
  "operation-added": "minor",
  "operation-removed": "major",
  "operation-status": "minor",
  "operation-deprecation": "patch",
  "operation-iam": "patch",
  "operation-signed": "major",
  "operation-unsigned": "minor",
  "operation-errors": "patch",
  "operation-id": "patch",
  "operation-description": "patch",

  "request-field-added": "minor",
  "request-field-added-required": "major",
  "request-field-removed": "major",
  "request-field-required": "major",
  "request-field-optional": "minor",
  "request-field-not-null": "major",
  "request-field-nullable": "minor",
  "request-type": "major",
  "request-type-widened": "minor",
  "request-model": "patch",
  "request-format": "patch",
  "request-enum-widened": "minor",
  // Enums are closed in what is sent.
  "request-enum-narrowed": "major",

  "answer-added": "minor",
  "answer-removed": "major",
  "answer-field-added": "minor",
  "answer-field-removed": "major",
  "answer-field-nullable": "major",
  "answer-field-not-null": "minor",
  "answer-type": "major",
  "answer-type-narrowed": "minor",
  "answer-model": "patch",
  "answer-format": "patch",
  // Enums are open in what is answered.
  "answer-enum-widened": "minor",
  "answer-enum-narrowed": "minor",

  "model-added": "minor",
  "model-removed": "minor",
  "model-changed": "patch",

  "dialect-keys": "patch",
  "dialect-flag": "patch",
  "dialect-type": "patch",
};

/** What OVH calls ALPHA or BETA may change at any time: it makes no version major. */
export const mostInPreview: Bump = "minor";

/** The bump that stands for another until 1.0.0, where caret ranges (`^0.3.1`) end at the next minor version. */
export const bumpsBeforeFirst: Readonly<Record<Bump, Bump>> = { major: "minor", minor: "patch", patch: "patch" };
