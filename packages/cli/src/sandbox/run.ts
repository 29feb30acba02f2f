import { OvhConfigError } from "@ovh-typed/core";
import {
  createSandbox,
  type FaultRule,
  type ReceivedRequest,
  type Sandbox,
  type SandboxOptions,
} from "@ovh-typed/sandbox";
import { generatedRegion } from "@ovh-typed/sandbox/region";
import { print } from "../output.js";
import { RefusedError } from "../refused-error.js";
import { readSeed } from "./seed.js";
import { stopSignal } from "./stop-signal.js";
import { welcome } from "./welcome.js";

/** The options of `sandbox`. */
export interface SandboxCommandOptions {
  readonly endpoint?: string;
  /** A folder. */
  readonly schemas?: string;
  readonly port?: number;
  readonly host?: string;
  readonly publicUrl?: string;
  /** A file. */
  readonly seed?: string;
  /** Rules, of which nothing is known. */
  readonly fault?: readonly unknown[];
  readonly allow?: boolean;
  readonly log?: boolean;
  readonly json?: boolean;
}

/** Runs a sandbox until the process is asked to end. */
export async function runSandbox({ seed, fault, allow, log, json, ...options }: SandboxCommandOptions): Promise<void> {
  // Listening from here on: a signal that comes while it starts counts too.
  const stopped = stopSignal();
  const { schemas } = options;
  const endpoint = options.endpoint ?? (schemas === undefined ? "ovh-eu" : (await generatedRegion(schemas)).endpoint);
  const { url, baseUrl, credentials, oauth2Client, close } = await start(
    {
      ...options,
      endpoint,
      ...(fault && { faults: fault as FaultRule[] }),
      ...(allow && { allowKeys: true }),
      ...(log && { onRequest: logged }),
    },
    seed,
  );
  const started = { endpoint, url, baseUrl, credentials, oauth2Client };
  print({ json: started, text: welcome(started, schemas) }, json);
  await stopped;
  await close();
}

/** @throws {RefusedError} For a seed that does not fit; it names the file. */
async function start(options: SandboxOptions, file: string | undefined): Promise<Sandbox> {
  if (file === undefined) return createSandbox(options);
  const seed = await readSeed(file);
  try {
    return await createSandbox({ ...options, seed });
  } catch (error) {
    if (OvhConfigError.is(error)) throw new RefusedError(`${file}: ${error.message}`);
    throw error;
  }
}

function logged({ method, path, query, status }: ReceivedRequest): void {
  const text = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  ).toString();
  console.error(`${method} ${path}${text === "" ? "" : `?${text}`} ${status}`);
}
