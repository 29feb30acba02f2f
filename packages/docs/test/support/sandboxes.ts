import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { resolveEndpoint } from "@ovh-typed/core";
import { createSandbox, type Sandbox, type SandboxOptions } from "@ovh-typed/sandbox";

/** Where an endpoint's hosts are: `https://eu.api.ovh.com`. */
export function originOf(endpoint: string): string {
  return new URL(resolveEndpoint(endpoint).hosts.released.baseUrl).origin;
}

/** Sandboxes in place of endpoints, by the endpoints' origins. */
export async function sandboxesOf(
  endpoints: readonly string[],
  options: SandboxOptions = {},
): Promise<ReadonlyMap<string, Sandbox>> {
  const sandboxes = new Map<string, Sandbox>();
  for (const endpoint of endpoints) {
    const publicUrl = originOf(endpoint);
    sandboxes.set(publicUrl, await createSandbox({ ...options, endpoint, publicUrl }));
  }
  return sandboxes;
}

/** Closes them. */
export async function closeAll(sandboxes: ReadonlyMap<string, Sandbox>): Promise<void> {
  await Promise.all([...sandboxes.values()].map((sandbox) => sandbox.close()));
}

/** The variables that lead a program with {@link preloaded} to them. */
export function redirectionTo(sandboxes: ReadonlyMap<string, Sandbox>): NodeJS.ProcessEnv {
  const urls = Object.fromEntries([...sandboxes].map(([origin, { url }]) => [origin, url]));
  return { OVH_SANDBOXES: JSON.stringify(urls) };
}

/** The variables in which a program finds a sandbox's keys. */
export function keysOf({
  credentials: { applicationKey, applicationSecret, consumerKey },
}: Sandbox): NodeJS.ProcessEnv {
  return {
    OVH_APPLICATION_KEY: applicationKey,
    OVH_APPLICATION_SECRET: applicationSecret,
    OVH_CONSUMER_KEY: consumerKey,
  };
}

/**
 * Copies fixtures beside the programs of a folder.
 *
 * @returns The options of Node's that load them before a program.
 */
export async function preloaded(folder: string, ...names: readonly string[]): Promise<string[]> {
  const copies = names.map(async (name) => {
    const file = join(folder, name);
    await copyFile(new URL(`../fixtures/${name}`, import.meta.url), file);
    return ["--import", pathToFileURL(file).href];
  });
  return (await Promise.all(copies)).flat();
}
