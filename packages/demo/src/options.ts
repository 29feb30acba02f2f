import { parseArgs } from "node:util";
import { type Endpoint, resolveEndpoint } from "@ovh-typed/core";

/** What the demo was asked for. */
export interface Options {
  readonly endpoint: Endpoint;
  /** Whether to call OVH itself, and not a sandbox. */
  readonly live: boolean;
  readonly help: boolean;
}

/** What `--help` prints. */
export const help = `npm start [-- options]

Requests a consumer key, has it validated, says hello and lists the credentials of the account:
in a sandbox on this machine, unless told otherwise.

  --endpoint <name>  the endpoint to use or to imitate (default: ovh-eu)
  --live             call OVH itself, with your OVH_APPLICATION_KEY and OVH_APPLICATION_SECRET
  --help             print this`;

/**
 * Reads the command line.
 *
 * @throws {TypeError | OvhConfigError} For what is not known, with a sentence.
 */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      endpoint: { type: "string", default: "ovh-eu" },
      live: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  return { ...values, endpoint: resolveEndpoint(values.endpoint) };
}
