import type { ClientOptions } from "@ovh-typed/ovh-eu";

/** Where the demo runs: in a sandbox, or at OVH. */
export interface DemoTarget {
  /** For people. */
  readonly description: string;
  /** What a client needs to work there, a consumer key excepted. */
  readonly client: ClientOptions;
  /** Whether the client has an application's keys alone. */
  readonly needsConsumerKey: boolean;
  /** Has a consumer key validated by the person, or in the person's place. */
  readonly validate: (validationUrl: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
