import type { PinManifest, PullTarget } from "@ovh-typed/codegen";
import { resolveEndpoint } from "@ovh-typed/core";
import { RefusedError } from "../refused-error.js";
import { loadCodegen } from "./codegen.js";

/** What a pull was asked for. */
export interface PullRequest {
  readonly schemas: string;
  readonly named: readonly string[];
  readonly base?: string;
  readonly apiVersion?: string;
}

/**
 * What to pull: what `--base` names, or the live bases of the endpoints.
 *
 * @throws {RefusedError} When that is nothing.
 */
export async function pullTargets({ schemas, named, base, apiVersion }: PullRequest): Promise<PullTarget[]> {
  if (base !== undefined) {
    const version = apiVersion ?? (/\/v2\/*$/.test(base) ? "v2" : "v1");
    return named.map((endpoint) => ({ endpoint, version, base }));
  }
  const { pinnedEndpoints, readManifestIfThere } = await loadCodegen();
  const pinned = (await pinnedEndpoints(schemas)).filter((endpoint) => !isRetired(endpoint));
  const endpoints = named.length > 0 ? named : pinned;
  if (endpoints.length === 0) {
    throw new RefusedError(`There is no pin in ${schemas} to renew: name the endpoints to pull, such as ovh-eu.`);
  }
  const retired = endpoints.find(isRetired);
  if (retired !== undefined) {
    throw new RefusedError(`${retired} is retired and serves no schemas any more: pull a copy of them with --base.`);
  }
  const targets: PullTarget[] = [];
  for (const endpoint of endpoints) {
    const manifest = await readManifestIfThere(schemas, endpoint);
    const versions = apiVersion === undefined ? usualVersions(manifest) : [apiVersion];
    for (const version of versions) {
      targets.push({ endpoint, version, base: manifest?.versions[version]?.source ?? liveBase(endpoint, version) });
    }
  }
  return targets;
}

/** Whether an endpoint serves no schemas any more. */
export function isRetired(endpoint: string): boolean {
  return resolveEndpoint(endpoint).status === "retired";
}

/** Version 1 always, any other where it is pinned already. */
function usualVersions(manifest: PinManifest | undefined): string[] {
  return [...new Set(["v1", ...Object.keys(manifest?.versions ?? {})])];
}

/** Where an endpoint serves its schemas; those without a version 2 know version 1 by its old name alone. */
function liveBase(endpoint: string, version: string): string {
  const { v2, hosts } = resolveEndpoint(endpoint);
  const { baseUrl } = hosts.released;
  if (v2) return new URL(`/${version}`, baseUrl).href;
  if (version === "v1") return baseUrl;
  throw new RefusedError(`${endpoint} has no ${version}.`);
}
