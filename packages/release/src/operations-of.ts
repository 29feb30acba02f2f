import { pathPrefix, type PinnedOperation, type Snapshot } from "@ovh-typed/codegen";

/** The operations of a snapshot, as the typed client calls them: `GET /me`, `GET /v2/iam/policy`. */
export function operationsOf({ apis }: Snapshot): Map<string, PinnedOperation> {
  return new Map(
    apis.flatMap(({ version, pin }) =>
      Object.entries(pin.operations).map(([key, operation]): [string, PinnedOperation] => [
        key.replace(" ", ` ${pathPrefix(version)}`),
        operation,
      ]),
    ),
  );
}
