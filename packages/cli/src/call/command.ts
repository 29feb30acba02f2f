import type { HttpMethod } from "@ovh-typed/core";
import type { Command } from "commander";
import { methodArgument, namedArgument } from "../arguments.js";
import { messageOf } from "../command-words.js";
import { withConnection } from "../connection/options.js";
import { parameterProblem } from "./path-parameters.js";
import type { CallOptions } from "./run.js";

/** Adds `call`. */
export function addCall(parent: Command): void {
  withConnection(parent.command("call"))
    .description("make one call and print its answer as JSON")
    .argument("<method>", "GET, POST, PUT or DELETE", methodArgument)
    .argument("<path>", "the path, or a template: /domain/zone/{zoneName}")
    .option("--param <name=value>", "a parameter of the template; may be repeated", namedArgument)
    .option("--query <name=value>", "a query parameter; may be repeated", namedArgument)
    .option("--body <json>", "the body: JSON, @file, or - for standard input")
    .option("--all", "all items of a list, however long: what is read of each, where the list answers ids")
    .addHelpText(
      "after",
      `
Examples:
  ovh-typed call GET /me
  ovh-typed call GET /me/api/credential --query status=validated
  ovh-typed call GET /domain --all
  ovh-typed call GET /domain/zone/{zoneName} --param zoneName=example.com
  ovh-typed call POST /domain/zone/example.com/record --body '{"fieldType":"A","target":"192.0.2.1"}'`,
    )
    .action(async (method: HttpMethod, path: string, options: CallOptions, command: Command) => {
      const problem = parameterProblem(path, options.param ?? {});
      if (problem !== undefined) return command.error(`error: ${problem}`);
      if (options.all && (method !== "GET" || options.body !== undefined)) {
        return command.error("error: --all is for lists, which a GET without a body answers.");
      }
      const { readBody, runCall } = await import("./run.js");
      const body = await readBody(options.body);
      if ("problem" in body) return command.error(`error: --body ${body.problem}`);
      try {
        if (options.all) await (await import("./run-all.js")).runAll(path, options);
        else await runCall(method, path, body.value, options);
      } catch (error) {
        // What cannot be sent: a path without its slash, a parameter that is empty.
        if (error instanceof TypeError) return command.error(`error: ${messageOf(error)}`);
        throw error;
      }
    });
}
