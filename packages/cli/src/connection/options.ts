import type { EndpointName } from "@ovh-typed/core";
import type { Command } from "commander";
import { baseArgument, endpointArgument } from "../arguments.js";

/** Where a command finds OVH and its credentials. */
export interface ConnectionOptions {
  readonly endpoint?: EndpointName;
  readonly baseUrl?: string;
  /** The one file to look for credentials in. */
  readonly config?: string;
  /** The account, of several in one file. */
  readonly profile?: string;
  readonly json?: boolean;
}

/** Adds the options of every command that calls OVH. */
export function withConnection(command: Command): Command {
  return withEndpoint(command)
    .option(
      "--base-url <url>",
      "origin and base path in place of the endpoint's: a sandbox's or a proxy's",
      baseArgument,
    )
    .option("--config <file>", "the file with the credentials (default: ./ovh.conf, ~/.ovh.conf, /etc/ovh.conf)")
    .option("--profile <name>", "the account: the keys of [endpoint:name] in that file (default: OVH_PROFILE, if set)")
    .option("--json", "print one line of JSON");
}

/** Adds `--endpoint`. */
function withEndpoint(command: Command): Command {
  return command.option(
    "--endpoint <name>",
    "the endpoint (default: OVH_ENDPOINT, else endpoint of [default] in ovh.conf, else ovh-eu)",
    endpointArgument,
  );
}
