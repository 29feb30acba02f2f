import { endpoints } from "@ovh-typed/core";
import { messageOf } from "../command-words.js";
import { type Connection, connect } from "../connection/connect.js";
import type { ConnectionOptions } from "../connection/options.js";
import { print } from "../output.js";
import { RefusedError } from "../refused-error.js";
import { checkClock, checkKey } from "./checks.js";
import { findFiles } from "./files.js";

/**
 * Says where everything comes from and what is wrong.
 *
 * @throws {RefusedError} When anything is.
 */
export async function runDoctor(options: ConnectionOptions): Promise<void> {
  const files = await findFiles(options.config);
  const fileProblems = files.flatMap(({ problem }) => problem ?? []);
  const connection = tryConnecting(options);
  if (connection instanceof Error) {
    return report(
      { json: { files }, lines: linesOf(files), problems: [messageOf(connection), ...fileProblems] },
      options,
    );
  }
  const { endpoint, endpointSource, kind, fields } = connection.description;
  const baseUrl = options.baseUrl ?? endpoints[endpoint].hosts.released.baseUrl;
  const clock = await checkClock(connection);
  // Where nothing answers, that is said once.
  const key = clock.problem === undefined ? await checkKey(connection) : { value: undefined, text: "not asked" };
  const moved = movedTo(connection);
  await report(
    {
      json: {
        endpoint,
        endpointSource,
        baseUrl,
        movedTo: moved ?? null,
        kind: kind ?? null,
        fields,
        files,
        reachable: clock.problem === undefined,
        clockSkew: clock.value ?? null,
        key: key.value ?? null,
      },
      lines: [
        `Endpoint: ${endpoint} (${endpointSource}), ${baseUrl}`,
        ...(moved === undefined
          ? []
          : [`Moved: OVH sends calls on to ${moved}; createClient({ hosts: "2026" }) goes there at once`]),
        ...fields.map(({ field, source, value }) => `${field}: ${value} (${source})`),
        ...linesOf(files),
        `Clock: ${clock.text}`,
        `Credentials: ${key.text}`,
      ],
      problems: [clock, key].flatMap(({ problem }: { problem?: string }) => problem ?? []).concat(fileProblems),
    },
    options,
  );
}

/** The base URL that OVH has moved the endpoint to, where the calls were sent on. */
function movedTo({ endpoint, lastBaseUrl }: Connection): string | undefined {
  const { released, ...others } = endpoint.hosts;
  const last = lastBaseUrl();
  return Object.values(others).find(({ baseUrl }) => baseUrl === last && baseUrl !== released.baseUrl)?.baseUrl;
}

function tryConnecting(options: ConnectionOptions): Connection | Error {
  try {
    return connect(options);
  } catch (error) {
    return error as Error;
  }
}

const linesOf = (files: Awaited<ReturnType<typeof findFiles>>): string[] =>
  files.length === 0
    ? ["Files: none"]
    : files.map(({ path, mode }) => `File: ${path}${mode === undefined ? "" : `, mode ${mode}`}`);

interface Report {
  readonly json: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
  readonly problems: readonly string[];
}

function report({ json, lines, problems }: Report, options: ConnectionOptions): void {
  const verdict = problems.length === 0 ? ["All is well."] : problems.map((problem) => `problem: ${problem}`);
  print({ json: { ...json, problems }, text: [...lines, "", ...verdict].join("\n") }, options.json);
  if (problems.length > 0) throw new RefusedError("Not all is well.", { isReported: true });
}
