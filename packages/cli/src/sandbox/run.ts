import { createSandbox } from "@ovh-typed/sandbox";
import { print } from "../output.js";
import { stopSignal } from "./stop-signal.js";
import { welcome } from "./welcome.js";

/** The options of `sandbox`. */
export interface SandboxCommandOptions {
  readonly endpoint: string;
  readonly port?: number;
  readonly publicUrl?: string;
  readonly json?: boolean;
}

/** Runs a sandbox until the process is asked to end. */
export async function runSandbox({ json, ...options }: SandboxCommandOptions): Promise<void> {
  // Listening from here on: a signal that comes while it starts counts too.
  const stopped = stopSignal();
  const { url, baseUrl, credentials, close } = await createSandbox(options);
  const started = { endpoint: options.endpoint, url, baseUrl, credentials };
  print({ json: started, text: welcome(started) }, json);
  await stopped;
  await close();
}
