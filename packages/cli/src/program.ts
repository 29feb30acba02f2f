import { createRequire } from "node:module";
import { Command } from "commander";
import { addSandbox } from "./sandbox/command.js";
import { addSchema } from "./schema/commands.js";

const { version } = createRequire(import.meta.url)("../package.json") as { version: string };

/** The command with all its subcommands. */
export function program(): Command {
  const command = new Command("ovh-typed")
    .description("OVH's API, typed: a local OVH to test against, and its schemas pulled, checked and generated.")
    .version(version)
    // Instead of ending the process: the exit status is decided in one place.
    .exitOverride()
    .showHelpAfterError("(--help says what is known.)");
  addSandbox(command);
  addSchema(command);
  return command;
}
