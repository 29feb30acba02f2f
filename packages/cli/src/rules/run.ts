import { type EndpointName, resolveEndpoint } from "@ovh-typed/core";
import { rulesFor } from "@ovh-typed/core/auth";
import { print } from "../output.js";
import { readNamedFile } from "../read-file.js";
import { RefusedError } from "../refused-error.js";
import { regionOf } from "../region/region.js";
import { collectCalls } from "./collect.js";

/** The options of `rules`. */
export interface RulesOptions {
  readonly endpoint?: EndpointName;
  readonly json?: boolean;
}

/**
 * Prints the least rights that the calls in some files need.
 *
 * @throws {RefusedError} For a file that cannot be read or parsed.
 */
export async function runRules(files: readonly string[], options: RulesOptions): Promise<void> {
  const collected = await Promise.all(
    files.map(async (file) => ({ file, ...collectCalls(file, await readNamedFile(file)) })),
  );
  const operations = [...new Set(collected.flatMap((calls) => [...calls.operations]))].sort();
  const unknown = collected.flatMap(({ file, unknown }) => unknown.map((line) => ({ file, line })));
  const endpoint = options.endpoint ?? importedEndpoint(collected.flatMap((calls) => [...calls.endpoints]));
  const region = await regionOf(endpoint);
  const { accessRules } = await rulesFor(operations);
  const rights = region && (await rulesFor(operations, await region.iam()));
  for (const { file, line } of unknown) {
    console.error(`warning: ${file}:${line}: the path is not written out, and counts for nothing here`);
  }
  const rules = accessRules.map(({ method, path }) => `  ${method} ${path}`);
  const iam = rights && [
    "",
    `For a policy of OVH's IAM:\n${JSON.stringify(rights.policy, undefined, 2)}`,
    ...(rights.withoutAction.length === 0
      ? []
      : ["", `No IAM action has to be allowed, as far as is known, for ${rights.withoutAction.join(", ")}.`]),
  ];
  const missing = ["", `The IAM policy is known where the package is installed: npm install @ovh-typed/${endpoint}`];
  const text = ["Access rules of a consumer key:", ...rules, ...(iam ?? missing)].join("\n");
  print(
    {
      json: {
        endpoint,
        operations,
        accessRules,
        policy: rights?.policy ?? null,
        withoutAction: rights?.withoutAction ?? operations,
        unknown,
      },
      text: operations.length === 0 ? "These files call nothing of OVH's." : text,
    },
    options.json,
  );
}

function importedEndpoint(names: readonly string[]): EndpointName {
  const [name = "ovh-eu", ...others] = new Set(names);
  if (others.length === 0) return resolveEndpoint(name).name;
  throw new RefusedError(`These files are for ${[name, ...others].join(" and ")}: say for which one with --endpoint.`);
}
