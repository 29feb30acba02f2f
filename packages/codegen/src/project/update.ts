import { join } from "node:path";
import { pathPrefix } from "../openapi/document.js";
import type { PullOptions, PullReport } from "../pull/pull.js";
import type { PullTarget } from "../pull/read-version.js";
import { SchemaError } from "../schema-error.js";
import { lockName, lockOf, type ProjectLock, refuseUnpinned } from "./lock.js";
import { pinProject, type ProjectPins } from "./project.js";

/** How a project's pins are moved. */
export interface ProjectUpdateOptions extends Omit<PullOptions, "schemas" | "targets" | "descriptions"> {
  /** The project's folder, in which the lock lies. */
  readonly root: string;
  /** The endpoints; all that are pinned unless told. */
  readonly endpoints?: readonly string[];
  /** The APIs as the pins name them, `/me`, `/v2/iam`, the others staying as they are; all unless told. */
  readonly apis?: readonly string[];
  /** A base URL to pull from in place of the pins' source: of one endpoint with one version. */
  readonly base?: string;
}

/**
 * Moves a project's pins on to what is served now, and generates its clients anew: all of it, or nothing.
 *
 * @returns What was found, with the differences.
 * @throws {SchemaError} When there is no lock, something is named that it lacks, or an answer is no schema.
 */
export async function updateProject(
  options: ProjectUpdateOptions,
): Promise<ProjectPins & { readonly reports: PullReport[] }> {
  const { root, endpoints, apis, base, ...settings } = options;
  const lock = await lockOf(root);
  const targets = targetsOf(lock, { root, endpoints, apis, base });
  if (base !== undefined && targets.length > 1) {
    throw new SchemaError(join(root, lockName), "endpoints", "a base is that of one version: name the endpoint");
  }
  return pinProject({ ...settings, root, targets });
}

interface Wanted {
  readonly root: string;
  readonly endpoints: readonly string[] | undefined;
  readonly apis: readonly string[] | undefined;
  readonly base: string | undefined;
}

/** What is pinned, and of it what may move. */
function targetsOf(lock: ProjectLock, { root, endpoints, apis, base }: Wanted): PullTarget[] {
  const file = join(root, lockName);
  refuseUnpinned(root, lock, endpoints ?? []);
  const named = new Set(apis);
  const targets = Object.entries(lock.endpoints)
    .filter(([endpoint]) => endpoints?.includes(endpoint) ?? true)
    .flatMap(([endpoint, { versions }]) =>
      Object.entries(versions).map(([version, { source, descriptions, apis: pinned }]) => {
        const only = Object.keys(pinned);
        const still = apis && only.filter((api) => !apis.includes(`${pathPrefix(version)}${api}`));
        for (const api of only) named.delete(`${pathPrefix(version)}${api}`);
        const from = base === undefined ? { base: source } : { base, source };
        return { endpoint, version, ...from, only, ...(still && { still }), ...(descriptions && { descriptions }) };
      }),
    );
  const [strange] = named;
  if (strange !== undefined) throw new SchemaError(file, "endpoints", `the API ${strange} is not pinned`);
  // An endpoint of which nothing may move need not be asked.
  return targets.filter(({ only, still }) => only.length > (still?.length ?? 0));
}
