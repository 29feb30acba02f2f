import type { Command } from "commander";
import { idArgument } from "../arguments.js";
import { type ConnectionOptions, withConnection } from "../connection/options.js";
import type { ListCredentialsOptions } from "./run-credentials.js";

/** Adds `credentials` and `applications`, with `list` and `revoke` below each. */
export function addAccount(parent: Command): void {
  const credentials = parent.command("credentials").description("the consumer keys of the account");
  withConnection(credentials.command("list"))
    .description("list them, with their applications")
    .option("--status <status>", "only those: validated, pendingValidation, refused, expired")
    .action(async (options: ListCredentialsOptions) => {
      await (await import("./run-credentials.js")).listCredentials(options);
    });
  withConnection(credentials.command("revoke"))
    .description("end one; the program that uses it can no longer call OVH")
    .argument("<id>", "its number, from the list", idArgument)
    .action(async (id: number, options: ConnectionOptions) => {
      await (await import("./run-credentials.js")).revokeCredential(id, options);
    });
  const applications = parent.command("applications").description("the applications of the account");
  withConnection(applications.command("list"))
    .description("list them")
    .action(async (options: ConnectionOptions) => {
      await (await import("./run-applications.js")).listApplications(options);
    });
  withConnection(applications.command("revoke"))
    .description("delete one, and with it all its consumer keys")
    .argument("<id>", "its number, from the list", idArgument)
    .action(async (id: number, options: ConnectionOptions) => {
      await (await import("./run-applications.js")).revokeApplication(id, options);
    });
}
