import { type Command, Option } from "commander";
import {
  baseArgument,
  capturedArgument,
  classesArgument,
  endpointArgument,
  endpointsArgument,
  listArgument,
} from "../arguments.js";
import type { CheckOptions } from "./run-check.js";
import type { DiffOptions } from "./run-diff.js";
import type { ExportOptions } from "./run-export.js";
import type { GenerateOptions } from "./run-generate.js";
import type { PinOptions } from "./run-pin.js";
import type { PullCommandOptions } from "./run-pull.js";
import type { UnpinOptions } from "./run-unpin.js";
import type { UpdateOptions } from "./run-update.js";

// What a command does is loaded when it runs: the generator alone takes a second, which --help need not wait for.

const endpointsOf = (which: string) =>
  ["[endpoint...]", `the endpoints (default: ${which})`, endpointsArgument] as const;
const schemas = ["--schemas <dir>", "the folder of the pins", "schemas"] as const;
const ownSchemas = ["--schemas <dir>", "the folder of the pins (default: the project's own, else schemas)"] as const;
const json = ["--json", "print one line of JSON"] as const;

const captured = [
  "--captured <date>",
  "when the schemas were captured (default: as each answer states by Last-Modified, else today)",
  capturedArgument,
] as const;
const source = ["--source <url>", "the public base URL to record in place of --base", baseArgument] as const;
const acceptRemovals = [
  "--accept-removals",
  "pin it though more than 5 % of a version's operations are gone: you have looked",
] as const;
const descriptions = [
  "--descriptions",
  "keep OVH's descriptions too; they are OVH's text, not for publishing",
] as const;

/** Adds `schema` and what is below it. */
export function addSchema(parent: Command): void {
  const schema = parent.command("schema").description("pull, check, compare and generate the pinned schemas");
  addPin(schema);
  addUpdate(schema);
  addUnpin(schema);
  addPull(schema);
  addCheck(schema);
  addDiff(schema);
  addGenerate(schema);
  addExport(schema);
}

function addPin(parent: Command): void {
  parent
    .command("pin")
    .description("pin an endpoint's schemas in a project of your own, and generate a client from them")
    .argument("<endpoint>", "the endpoint", endpointArgument)
    .option("--api <names>", "these APIs alone, with commas between them: me,domain,v2/iam", listArgument)
    .option("--output <dir>", "the folder for pins and client (default: ovh, then as the lock says)")
    .option("--base <url>", "pull from this base URL instead of the endpoint's live one", baseArgument)
    .option(...source)
    .option(...captured)
    .option(...acceptRemovals)
    .option(...descriptions)
    .option(...json)
    .action(async (endpoint: string, options: PinOptions, command: Command) => {
      if (options.source !== undefined && options.base === undefined) command.error("error: --source needs --base");
      await (await import("./run-pin.js")).runPin(endpoint, options);
    });
}

function addUpdate(parent: Command): void {
  parent
    .command("update")
    .description("move a project's pins on to what is served now, and generate its clients anew; say what has changed")
    .argument(...endpointsOf("all that the project has pinned"))
    .option("--api <names>", "move these APIs alone, with commas between them: me,domain,v2/iam", listArgument)
    .option("--base <url>", "pull one endpoint from this base URL instead of where its pin is from", baseArgument)
    .option(...captured)
    .option(...acceptRemovals)
    .option(...json)
    .action(async (named: readonly string[] = [], options: UpdateOptions) => {
      await (await import("./run-update.js")).runUpdate(named, options);
    });
}

function addUnpin(parent: Command): void {
  parent
    .command("unpin")
    .description("take an endpoint's pins and client out of the project; the others stay as they are")
    .argument("<endpoint...>", "the endpoints", endpointsArgument)
    .option(...json)
    .action(async (named: readonly string[], options: UnpinOptions) => {
      await (await import("./run-unpin.js")).runUnpin(named, options);
    });
}

function addPull(parent: Command): void {
  parent
    .command("pull")
    .description("pull the schemas that endpoints serve, and pin them; what is broken is refused and changes nothing")
    .argument(...endpointsOf("all that are pinned and still served"))
    .option("--base <url>", "pull one endpoint from this base URL instead of its live one", baseArgument)
    .addOption(
      new Option("--api-version <version>", "pull this version alone (default: of --base its last segment)").choices([
        "v1",
        "v2",
      ]),
    )
    .option(...captured)
    .option(...source)
    .option(...schemas)
    .option(...acceptRemovals)
    .option(...descriptions)
    .option(...json)
    .action(async (named: readonly string[] = [], options: PullCommandOptions, command: Command) => {
      if (options.base !== undefined && named.length !== 1) command.error("error: --base needs exactly one endpoint");
      if (options.source !== undefined && options.base === undefined) command.error("error: --source needs --base");
      await (await import("./run-pull.js")).runPull(named, options);
    });
}

function addCheck(parent: Command): void {
  parent
    .command("check")
    .description(
      "prove offline that the pins are whole: files, hashes, counts, notation, corrections, that types can be generated, and of a project that lock and client agree with them",
    )
    .argument(...endpointsOf("all that are pinned"))
    .option("--output <dir>", "compare what schema generate has written to this folder with what it would write")
    .option("--online", "tell as well which endpoints serve something else by now")
    .option(...ownSchemas)
    .option(...json)
    .action(async (named: readonly string[] = [], options: CheckOptions) => {
      await (await import("./run-check.js")).runCheck(named, options);
    });
}

function addDiff(parent: Command): void {
  parent
    .command("diff")
    .description(
      "compare schemas: folders of pins or of OVH's own files, git revisions (HEAD~1, HEAD~1:schemas/ovh-eu), installed packages (@ovh-typed/ovh-eu)",
    )
    .argument("[old]", "the older schemas (default: what git has as HEAD's)", "HEAD")
    .argument("[new]", "the newer schemas (default: the folder of the pins)")
    .option("--endpoint <name>", "compare this endpoint alone; may be repeated", endpointsArgument)
    .option("--class <classes>", "list these classes alone, with commas between them", classesArgument)
    .option("--fail-on <classes>", "exit 1 if there is a finding of one of these, such as breaking", classesArgument)
    .option("--all", "list all that was found (default: 20 operations and models of a class)")
    .option("--markdown", "print Markdown")
    .option(...ownSchemas)
    .option(...json)
    .action(async (older: string, newer: string | undefined, options: DiffOptions) => {
      await (await import("./run-diff.js")).runDiff(older, newer, options);
    });
}

function addGenerate(parent: Command): void {
  parent
    .command("generate")
    .description("generate types, OpenAPI 3.1 documents and tables from the pins")
    .argument(...endpointsOf("all that are pinned"))
    .option(
      "--output <dir>",
      "where to; each endpoint gets a folder in it, whose content is replaced (default: what schema pin has written is made anew)",
    )
    .option(...schemas)
    .option(...json)
    .action(async (named: readonly string[] = [], options: GenerateOptions, command: Command) => {
      if (options.output === undefined && named.length > 0) command.error("error: endpoints need --output");
      await (await import("./run-generate.js")).runGenerate(named, options);
    });
}

function addExport(parent: Command): void {
  parent
    .command("export")
    .description("write an endpoint, or chosen APIs of it, in the shape that other tools read")
    .argument("<endpoint>", "the endpoint", endpointArgument)
    .option("--api <names>", "the APIs, with commas between them: me,domain,v2/iam (default: all)", listArgument)
    .addOption(
      new Option("--shape <shape>", "openapi-typescript: TypeScript with paths and components; openapi: a document")
        .choices(["openapi-typescript", "openapi"])
        .default("openapi-typescript"),
    )
    .option("--schemas <dir>", "read the pins in this folder (default: the installed package of the endpoint)")
    .option("--output <file>", "write to this file (default: print)")
    .action(async (endpoint: string, options: ExportOptions) => {
      await (await import("./run-export.js")).runExport(endpoint, options);
    });
}
