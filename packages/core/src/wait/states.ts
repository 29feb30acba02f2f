/** How something is: done, failed, or neither yet. */
export type Outcome = "done" | "failed" | "pending";

// Every state that a task of a pin can be in is in one of these, in small letters; a test holds them against the pins.
const outcomes: Readonly<Record<Outcome, string>> = {
  done: "done, ok, success",
  failed: "aborted, canceled, cancelled, customererror, denied, error, expired, failed, ovherror, problem, refused",
  pending:
    "blocked, checkvalidity, doing, fixing, in progress, in_progress, init, pause, paused, pending, running, scheduled, " +
    "tocancel, tocreate, todo, unfixed, unknown, validatingbycustomers, waiting, waiting_user_input, waitingack, " +
    "waitingforchilds, waitingtodo",
};

const known: ReadonlyMap<string, Outcome> = new Map(
  (Object.keys(outcomes) as Outcome[]).flatMap((outcome) =>
    outcomes[outcome].split(", ").map((state) => [state, outcome] as const),
  ),
);

/** What a state of a task comes to; undefined for one that is not known, which is waited for as if it were pending. */
export function outcomeOf(state: string): Outcome | undefined {
  return known.get(state.toLowerCase());
}

// The states of v2's resources; any other is on its way to one of these.
const settled: Readonly<Record<string, Outcome>> = {
  READY: "done",
  DISABLED: "done",
  SUSPENDED: "done",
  REMOVED: "done",
  ERROR: "failed",
};

type Fields = Readonly<Record<string, unknown>>;

/** The state in which a task or a resource says that it is. */
export function stateOf(data: unknown): string | undefined {
  const { resourceStatus, status, state } = Object(data) as Fields;
  const found = [resourceStatus, status, state].find((one) => typeof one === "string");
  return found as string | undefined;
}

/** How a task or a resource is. */
export function outcomeIn(data: unknown): Outcome {
  const { resourceStatus, currentTasks } = Object(data) as Fields;
  if (typeof resourceStatus !== "string") return outcomeOf(stateOf(data) ?? "") ?? "pending";
  const outcomes = (Array.isArray(currentTasks) ? currentTasks : []).map((task) => outcomeOf(stateOf(task) ?? ""));
  if (outcomes.includes("failed")) return "failed";
  // Tasks that are under way are no longer listed once they are done.
  const isBusy = outcomes.some((outcome) => outcome !== "done");
  const outcome = settled[resourceStatus] ?? "pending";
  return outcome === "done" && isBusy ? "pending" : outcome;
}

/** What a task or a resource says of why it failed. */
export function reasonIn(data: unknown): string | undefined {
  const { comment, message, error, errors, currentTasks } = Object(data) as Fields;
  const tasks = Array.isArray(currentTasks) ? currentTasks.map(reasonIn) : [];
  const listed = Array.isArray(errors) ? errors.map((one) => (typeof one === "string" ? one : reasonIn(one))) : [];
  const said = [...listed, ...tasks, message, error, comment].filter((one) => typeof one === "string" && one !== "");
  return said.length === 0 ? undefined : [...new Set(said)].join("; ");
}
