import type { Command } from "commander";
import { type ConnectionOptions, withConnection } from "../connection/options.js";

/** Adds `doctor`. */
export function addDoctor(parent: Command): void {
  withConnection(parent.command("doctor"))
    .description("where endpoint and credentials come from (secrets masked), and whether they work")
    .action(async (options: ConnectionOptions) => (await import("./run.js")).runDoctor(options));
}
