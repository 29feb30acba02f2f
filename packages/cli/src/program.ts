import { createRequire } from "node:module";
import { Command } from "commander";
import { addAccount } from "./account/commands.js";
import { addCall } from "./call/command.js";
import { addDoctor } from "./doctor/command.js";
import { addLogin } from "./login/commands.js";
import { addRules } from "./rules/command.js";
import { addSandbox } from "./sandbox/command.js";
import { addSchema } from "./schema/commands.js";
import { addWhoami } from "./whoami/command.js";

const { version } = createRequire(import.meta.url)("../package.json") as { version: string };

/** The command with all its subcommands. */
export function program(): Command {
  const command = new Command("ovh-typed")
    .description(
      "OVH's API, typed: credentials, calls, a local OVH to test against, and its schemas pulled, checked and generated.",
    )
    .version(version)
    // Instead of ending the process: the exit status is decided in one place.
    .exitOverride()
    .showHelpAfterError("(--help says what is known.)");
  addLogin(command);
  addWhoami(command);
  addCall(command);
  addAccount(command);
  addRules(command);
  addDoctor(command);
  addSandbox(command);
  addSchema(command);
  return command;
}
