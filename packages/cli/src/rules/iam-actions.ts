import type { IamActions } from "@ovh-typed/core";
import type { SchemaSource } from "@ovh-typed/sandbox";
import { documentOf, prefixOf } from "../region/region.js";

/** The IAM actions of an endpoint's operations, from the schemas of its installed package. */
export function iamActionsOf(region: SchemaSource): IamActions {
  return async (path) => {
    const own = region.apis().filter((api) => prefixOf(api) === path);
    const documents = await Promise.all(own.map((api) => documentOf(region, api)));
    if (documents.length === 0) return undefined;
    return Object.fromEntries(
      documents
        .flatMap(({ paths }) => Object.entries(paths))
        .flatMap(([template, operations]) =>
          Object.entries(operations).map(([method, operation]) => [
            `${method.toUpperCase()} ${template}`,
            operation["x-ovh-iam"] ?? [],
          ]),
        ),
    );
  };
}
