import type { Command } from "commander";
import { endpointArgument, jsonArgument, portArgument, urlArgument } from "../arguments.js";
import type { SandboxCommandOptions } from "./run.js";

/** Adds `sandbox`: a local OVH until it is stopped. */
export function addSandbox(parent: Command): void {
  parent
    .command("sandbox")
    .description("run a local OVH that verifies signatures, grants consumer keys and answers from the pinned schemas")
    .option(
      "--endpoint <name>",
      "the endpoint to behave as (default: that of --schemas, else ovh-eu)",
      endpointArgument,
    )
    .option(
      "--schemas <dir>",
      "the folder of a client that schema pin has generated, such as ovh/ovh-ca (default: the endpoint's package)",
    )
    .option("--port <number>", "the port to listen on (default: a free one)", portArgument)
    .option("--host <address>", "the address to listen on (default: 127.0.0.1); another takes --public-url as well")
    .option("--public-url <url>", "the origin that clients sign for, where a proxy stands before it", urlArgument)
    .option(
      "--seed <file>",
      "what it has from the start, by the paths of lists: JSON, or what a module (.js, .ts) exports by default",
    )
    .option(
      "--fault <json>",
      "a rule by which requests fail, as the sandbox's README says; may be repeated",
      jsonArgument,
    )
    .option("--allow", "allow consumer keys as they are requested, without a person")
    .option("--log", "print each request to standard error")
    .option("--json", "print url, baseUrl, credentials and oauth2Client as one line of JSON")
    .action(async (options: SandboxCommandOptions) => (await import("./run.js")).runSandbox(options));
}
