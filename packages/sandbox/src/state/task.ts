import { instantOf } from "../instant.js";
import type { Fields } from "../schema/fields.js";

/** The first of some names, in small letters, that an enum has. */
export function stateOf(members: readonly unknown[], names: readonly string[]): unknown {
  return names.flatMap((name) => members.find((member) => String(member).toLowerCase() === name) ?? [])[0];
}

/** What a task says of itself at a stage: the state is the first of these that its model knows. */
interface Stage {
  readonly states: readonly string[];
  readonly progress: number;
  /** How long after it was begun, in milliseconds, unless it is asked for before. */
  readonly after: number;
}

/** A task is done ten seconds after it was begun, or at the second time that it is read. */
export const stages = [
  { states: ["todo", "init", "pending", "waiting", "queued", "scheduled", "created"], progress: 0, after: 0 },
  { states: ["doing", "running", "in_progress", "inprogress", "started", "pending"], progress: 50, after: 2000 },
  { states: ["done", "completed", "complete", "success", "succeeded", "finished", "ok"], progress: 100, after: 10_000 },
] as const satisfies readonly Stage[];

export const lastStage = stages.length - 1;

/**
 * The fields of a task at a stage, by all the names that OVH has for them.
 *
 * @param members Of its state's enum.
 * @param now Milliseconds since 1970.
 */
export function fieldsAt(stage: number, members: readonly unknown[], now: number): Fields {
  const { states, progress } = stages[stage]!;
  const state = stateOf(members, states);
  const instant = instantOf(now);
  const ended = stage === lastStage ? instant : null;
  return {
    ...(state !== undefined && { status: state, state }),
    progress,
    lastUpdate: instant,
    ...(stage === 0 && { todoDate: instant, creationDate: instant, createdAt: instant, startDate: instant }),
    doneDate: ended,
    endDate: ended,
    finishDate: ended,
    finishedAt: ended,
  };
}
