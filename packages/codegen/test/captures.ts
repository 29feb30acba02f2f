import { readHistory } from "../history/history.mjs";
import type { DiffSummary, Snapshot } from "../src/index.js";

/** What was captured of ovh-eu, the oldest first. */
export const history = await readHistory("ovh-eu");
/** By label. */
export const captured = new Map(history.map(({ label, snapshot }) => [label, snapshot]));

/** The first version of a capture: others were captured later. */
export function v1(label: string): Snapshot {
  const { apis, ...rest } = captured.get(label)!;
  return { ...rest, apis: apis.filter(({ version }) => version === "v1") };
}

/** What somebody else counted who looked at the same captures, as strict TypeScript sees them. */
export const reference: readonly {
  from: string;
  to: string;
  counted: DiffSummary;
  differs: Record<string, [number, string]>;
}[] = [
  {
    from: "2023-03",
    to: "2023-05",
    counted: {
      operations: { added: 13, removed: 28, removedAnnounced: 3, breaking: 1, soft: 654, compatible: 5474 },
      models: { added: 29, removed: 23, changed: 38 },
    },
    differs: {},
  },
  {
    from: "2023-05",
    to: "2024-06",
    counted: {
      operations: { added: 235, removed: 357, removedAnnounced: 121, breaking: 326, soft: 332, compatible: 5127 },
      models: { added: 807, removed: 346, changed: 358 },
    },
    differs: {
      "operations.breaking": [335, "11 have to be signed now, which no type shows; 2 answer now where they did not"],
      "operations.compatible": [5118, "the same 9"],
      "models.changed": [357, "one; what of a model counts there is not known, here it is every flag of a property"],
    },
  },
  {
    from: "2024-06",
    to: "2026-08",
    counted: {
      operations: { added: 562, removed: 184, removedAnnounced: 90, breaking: 102, soft: 437, compatible: 5297 },
      models: { added: 580, removed: 337, changed: 521 },
    },
    differs: {
      "models.removed": [237, "of 5,354 models 5,697 have become, with 580 new ones: 337 is a slip"],
      "models.changed": [534, "what of a model counts there is not known"],
    },
  },
];
