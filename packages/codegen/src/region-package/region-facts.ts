import type { PinSummary } from "../region/pin-summary.js";

/** What a region's package says of its endpoint. */
export interface RegionFacts {
  /** `ovh-eu`. */
  readonly name: string;
  /** `https://eu.api.ovh.com/1.0`. */
  readonly baseUrl: string;
  /** Whether the endpoint is no longer served. */
  readonly isRetired: boolean;
  /** What it is made from now. */
  readonly pin: PinSummary;
  /** What it was made from when it was released, the oldest first. */
  readonly releases: readonly ReleasedPin[];
}

/** A version of a region's package, and the days of its schemas. */
export interface ReleasedPin {
  readonly version: string;
  /** By version of the API: when the newest of its schemas was captured. */
  readonly captured: Readonly<Record<string, string>>;
}
