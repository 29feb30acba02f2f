import {
  type Client,
  createClient,
  type Endpoint,
  endpoints,
  type OperationTables,
  type UntypedOperations,
} from "@ovh-typed/core";
import type { CredentialsDescription } from "@ovh-typed/core/auth";
import { regionOf } from "../region/region.js";
import { debugHooks } from "./debug.js";
import { describeConnection } from "./describe.js";
import type { ConnectionOptions } from "./options.js";

/** A client, and what it works with. */
export interface Connection {
  readonly client: Client<UntypedOperations>;
  readonly endpoint: Endpoint;
  readonly description: CredentialsDescription;
  /** Where the last request went: elsewhere than the first when OVH has moved the endpoint. */
  readonly lastBaseUrl: () => string | undefined;
}

/**
 * Makes the client of a command.
 *
 * @throws {OvhConfigError} For options and credentials that cannot be used.
 */
export function connect(options: ConnectionOptions): Connection {
  return connectAs(describeConnection(options), options);
}

/** The same for any call: it knows which go unsigned by the schema of the installed package, where there is one. */
export async function connectToCall(options: ConnectionOptions): Promise<Connection> {
  const description = describeConnection(options);
  const region = await regionOf(description.endpoint);
  return connectAs(description, options, await region?.tables());
}

function connectAs(
  description: CredentialsDescription,
  options: ConnectionOptions,
  tables?: OperationTables,
): Connection {
  const { endpoint } = description;
  const hooks = debugHooks();
  let lastBaseUrl: string | undefined;
  const client = createClient({
    endpoint,
    baseUrl: options.baseUrl,
    configFile: options.config,
    profile: options.profile,
    tables,
    hooks: {
      ...hooks,
      onRequest: (event) => {
        lastBaseUrl = event.baseUrl;
        hooks.onRequest?.(event);
      },
    },
  });
  return { client, endpoint: endpoints[endpoint], description, lastBaseUrl: () => lastBaseUrl };
}
