import type { PinnedApi } from "../src/index.js";

/**
 * Serves pins as endpoints serve their schemas, each version below a name.
 *
 * @param versions By name and version, `2024-06/v1`, which is served at `<url>/2024-06/v1`.
 */
export declare function servePins(
  versions: ReadonlyMap<string, readonly PinnedApi[]>,
): Promise<{ readonly url: string; close(): void }>;
