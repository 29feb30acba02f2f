import type { Command } from "commander";
import { endpointArgument } from "../arguments.js";
import type { RulesOptions } from "./run.js";

/** Adds `rules`. */
export function addRules(parent: Command): void {
  parent
    .command("rules")
    .description("the least rights that a program needs, from the paths it calls: access rules and an IAM policy")
    .argument("<files...>", "its TypeScript or JavaScript files")
    .option("--endpoint <name>", "the endpoint (default: the one whose package they import)", endpointArgument)
    .option("--json", "print one line of JSON")
    .addHelpText("after", "\nExample:\n  ovh-typed rules src/*.ts")
    .action(async (files: readonly string[], options: RulesOptions) => {
      await (await import("./run.js")).runRules(files, options);
    });
}
