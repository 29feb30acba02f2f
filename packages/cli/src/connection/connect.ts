import { type Client, createClient, type Endpoint, endpoints, type UntypedOperations } from "@ovh-typed/core";
import type { CredentialsDescription } from "@ovh-typed/core/auth";
import { describeConnection } from "./describe.js";
import type { ConnectionOptions } from "./options.js";

/** A client, and what it works with. */
export interface Connection {
  readonly client: Client<UntypedOperations>;
  readonly endpoint: Endpoint;
  readonly description: CredentialsDescription;
}

/** Makes the client of a command. @throws OvhConfigError for options and credentials that cannot be used */
export function connect(options: ConnectionOptions): Connection {
  const description = describeConnection(options);
  const { endpoint } = description;
  const client = createClient({ endpoint, baseUrl: options.baseUrl, configFile: options.config });
  return { client, endpoint: endpoints[endpoint], description };
}
