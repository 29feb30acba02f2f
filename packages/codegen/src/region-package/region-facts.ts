/** What a region's package says of its endpoint. */
export interface RegionFacts {
  /** `ovh-eu`. */
  readonly name: string;
  /** `https://eu.api.ovh.com/1.0`. */
  readonly baseUrl: string;
  /** Whether the endpoint is no longer served. */
  readonly isRetired: boolean;
}
