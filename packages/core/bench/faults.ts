import { inspect, isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { type FaultServer, startFaultServer, type Step } from "../test/faults/server.js";
import { expectedOf, type Fault, faults } from "../test/faults/table.js";
import { type Contender, contenders, secrets } from "./clients.js";

// What a client may do wrong with a fault, whatever else it does: whether it tries again is its own affair.
const mistakes = [
  "applies a POST twice",
  "waits longer than 200 s",
  "takes no data for data",
  "does not take data",
  "sends secrets elsewhere",
  "prints secrets",
  "reads without limit",
] as const;
type Mistake = (typeof mistakes)[number];

const methods = ["GET", "POST"] as const;
// Longer than any limit that a client sets itself: the longest is our own, of 180 s.
const patience = 200_000;
// More than an answer of an API has.
const tooMuch = 100 * 2 ** 20;

/** The faults that any client can be put to: those of an answer to a request, but what only a schema can tell. */
const common = faults.filter(
  ({ connection, before, fault }) =>
    connection === undefined && before === undefined && !/clock|^401|token|drips|promised|2\^53/.test(fault),
);

/** Puts a client to a fault. @returns The mistake that it makes, or undefined. */
async function mistakeOf(
  contender: Contender,
  fault: Fault,
  method: (typeof methods)[number],
): Promise<Mistake | undefined> {
  await using elsewhere = await startFaultServer(() => ({ answer: { status: 200, body: "1" } }));
  const steps = fault.server.map((step) => withRedirect(step, elsewhere));
  await using server = await startFaultServer(
    ({ path }) => {
      if (path === "/1.0/auth/time") return { answer: { status: 200, body: String(Math.floor(Date.now() / 1000)) } };
      return steps.length > 1 ? steps.shift()! : steps[0]!;
    },
    { floodLimit: tooMuch },
  );
  const outcome = await settled(contender.call({ method, port: server.port, path: "/fault" }));
  const requests = server.requests.filter(({ path }) => path === "/1.0/fault").length;
  const expected = expectedOf(fault, [method, "signature", "fresh"], "fetch");
  if (method === "POST" && requests > expected.requests) return "applies a POST twice";
  if (
    elsewhere.requests.some(
      ({ headers }) => headers["x-ovh-consumer"] !== undefined || headers["x-ovh-signature"] !== undefined,
    )
  )
    return "sends secrets elsewhere";
  if (server.flooded >= tooMuch) return "reads without limit";
  if (outcome === undefined) return "waits longer than 200 s";
  if ("data" in outcome) {
    return expected.error === undefined &&
      (expected.data === undefined || isDeepStrictEqual(outcome.data, expected.data))
      ? undefined
      : "takes no data for data";
  }
  // Where the server gets it right in the end a client may have given up before.
  if (expected.error === undefined && expected.requests === 1) return "does not take data";
  // As console.error does.
  const printed = inspect(outcome.failure);
  return Object.values(secrets).some((secret) => secret !== secrets.applicationKey && printed.includes(secret))
    ? "prints secrets"
    : undefined;
}

/** A redirect to a host that is not the server's, where there is one. */
function withRedirect(step: Step, elsewhere: FaultServer): Step {
  const { Location: location } = step.answer?.headers ?? {};
  if (step.answer === undefined || !location?.startsWith("https://evil.example")) return step;
  return { ...step, answer: { ...step.answer, headers: { Location: `http://localhost:${elsewhere.port}/1.0/fault` } } };
}

async function settled(call: Promise<unknown>): Promise<{ data: unknown } | { failure: unknown } | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const impatient = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  const outcome = call.then(
    (data) => ({ data }),
    (failure: unknown) => ({ failure }),
  );
  return Promise.race([outcome, impatient]).finally(() => clearTimeout(timer));
}

test("the faults, over every client", { timeout: 3 * patience }, async () => {
  const cells = common.flatMap((fault) => methods.map((method) => ({ fault, method })));
  // What floods is put to one after the other: it fills the memory.
  const isFlood = ({ fault }: { fault: Fault }): boolean => fault.server.some(({ socket }) => socket === "flood");
  const counts = new Map(contenders.map(({ name }) => [name, new Map<Mistake, string[]>()]));
  const run = async (contender: Contender, { fault, method }: (typeof cells)[number]): Promise<void> => {
    const mistake = await mistakeOf(contender, fault, method);
    const made = counts.get(contender.name)!;
    if (mistake !== undefined) made.set(mistake, [...(made.get(mistake) ?? []), `${method} ${fault.fault}`]);
  };
  await Promise.all(
    contenders.flatMap((contender) => cells.filter((cell) => !isFlood(cell)).map((cell) => run(contender, cell))),
  );
  for (const contender of contenders) for (const cell of cells.filter(isFlood)) await run(contender, cell);

  const rows = contenders.map(({ name }) => {
    const made = mistakes.map((mistake) => counts.get(name)!.get(mistake)?.length ?? 0);
    return { name, right: cells.length - made.reduce((sum, one) => sum + one), made };
  });
  console.log(`| client | right of ${cells.length} | ${mistakes.join(" | ")} |`);
  console.log(`| --- | ${["", ...mistakes].map(() => "---").join(" | ")} |`);
  for (const { name, right, made } of rows.toSorted((a, b) => b.right - a.right)) {
    console.log(`| ${name} | ${right} | ${made.map((count) => count || "").join(" | ")} |`);
  }
  if (process.env["BENCH_DETAILS"] !== undefined) console.log(inspect(counts, { depth: 9, maxArrayLength: 99 }));
  expect([...counts.get("ovh-typed")!]).toEqual([]);
});
