import { type Command, InvalidArgumentError, Option } from "commander";
import { listArgument, secondsArgument, urlArgument } from "../arguments.js";
import { describeConnection } from "../connection/describe.js";
import { withConnection } from "../connection/options.js";
import type { LoginOptions } from "./run-login.js";

/** Adds `login` and `logout`. */
export function addLogin(parent: Command): void {
  withConnection(parent.command("login"))
    .description("request a consumer key, wait until you have allowed it in the browser, and keep it in ovh.conf")
    .addOption(
      new Option(
        "--rules <rules...>",
        "read-only, read-write, read-write-without-delete, or methods and paths: GET /me GET '/me/*'",
      ).default(["read-only"], "read-only"),
    )
    .option("--unchecked", "take rules that grant no call of the installed schema")
    .option("--redirection <url>", "where the browser goes after the decision", urlArgument)
    .option("--allowed-ips <blocks>", "the addresses the key works from: 192.0.2.0/24,198.51.100.7", listArgument)
    .option("--no-browser", "show the link only")
    .option("--wait <seconds>", "how long to wait for the decision", secondsArgument, 600)
    .option("--show-key", "print the consumer key, and write no file")
    .addHelpText(
      "after",
      `
Examples:
  ovh-typed login                                      everything may be read
  ovh-typed login --rules GET /me GET '/domain/zone/*'  just this
  ovh-typed login --endpoint ovh-ca --config ./ovh.conf
  ovh-typed login --base-url http://127.0.0.1:8080/1.0  against a sandbox`,
    )
    .action(async (given: Omit<LoginOptions, "rules"> & { readonly rules: readonly string[] }, command: Command) => {
      const { readAccessRules } = await import("./access-rules.js");
      const rules = await usage(command, "--rules", async () => {
        const rules = readAccessRules(given.rules);
        if (!given.unchecked) {
          const { endpoint } = describeConnection(given, { allowMissingFile: true });
          await (await import("./useful-rules.js")).refuseUselessRules(rules, endpoint);
        }
        return rules;
      });
      await (await import("./run-login.js")).runLogin({ ...given, rules });
    });
  withConnection(parent.command("logout"))
    .description("end the consumer key in use, and take it out of ovh.conf")
    .action(async (options: LoginOptions) => (await import("./run-logout.js")).runLogout(options));
}

/** Turns what is wrong with an option that is read late into wrong usage. */
async function usage<T>(command: Command, option: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    return command.error(`error: option '${option}': ${error.message}`);
  }
}
