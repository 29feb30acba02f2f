import type { Snapshot } from "../src/index.js";

/** The schemas of an endpoint at some time. */
export interface Capture {
  /** When: `2024-06`. */
  readonly label: string;
  readonly snapshot: Snapshot;
}

/** Reads what was captured of an endpoint, the oldest first. */
export declare function readHistory(endpoint: string): Promise<Capture[]>;

/** Writes what was captured of an endpoint, the oldest first. */
export declare function writeHistory(endpoint: string, captures: readonly Capture[]): Promise<void>;
