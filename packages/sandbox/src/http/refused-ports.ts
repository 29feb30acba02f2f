/** Ports that a browser's fetch and Node's refuse to connect to: the "bad ports" of the Fetch Standard. */
export const refusedPorts: ReadonlySet<number> = new Set<number>();
