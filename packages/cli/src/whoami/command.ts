import type { Command } from "commander";
import { type ConnectionOptions, withConnection } from "../connection/options.js";

/** Adds `whoami`. */
export function addWhoami(parent: Command): void {
  withConnection(parent.command("whoami"))
    .description("whose account the credentials belong to, of which kind they are, and what they may do")
    .action(async (options: ConnectionOptions) => (await import("./run.js")).runWhoami(options));
}
