import { type Operations, resolveEndpoint, type UntypedOperations } from "@ovh-typed/core";
import type { Sandbox, SandboxOptions } from "./options.js";
import { generatedRegion, installedRegion } from "./schema/installed-region.js";
import { startSandbox } from "./start.js";

/**
 * Starts a local OVH: an HTTP server on loopback that verifies signatures, clock and access rules, grants consumer
 * keys, and answers every operation of the endpoint's pinned schema with data that fits its types.
 *
 * @returns The running sandbox; `close()` ends it.
 * @throws {OvhConfigError} For an unknown endpoint (it lists the known ones), for an endpoint whose package is not
 *   installed (it says which), for a `publicUrl` that is none and for a port that fetch refuses; Error when the port is
 *   taken.
 *
 * @example
 * const sandbox = await createSandbox({ endpoint: "ovh-eu" });
 * const ovh = createClient({ baseUrl: sandbox.baseUrl, ...sandbox.credentials });
 * const me = await unwrap(ovh.GET("/me"));
 * await sandbox.close();
 */
export async function createSandbox<O extends Operations = UntypedOperations>(
  options: SandboxOptions = {},
): Promise<Sandbox<O>> {
  const { endpoint, schemas, ...rest } = options;
  if (schemas === undefined) {
    const known = resolveEndpoint(endpoint ?? "ovh-eu");
    return startSandbox<O>({ ...rest, endpoint: known, source: await installedRegion(known.name) });
  }
  const generated = await generatedRegion(schemas);
  const known = resolveEndpoint(endpoint ?? generated.endpoint);
  return startSandbox<O>({ ...rest, endpoint: known, source: generated.region });
}
