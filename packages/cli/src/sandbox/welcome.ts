import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Sandbox } from "@ovh-typed/sandbox";

/**
 * What a person reads when a sandbox has started: where it is, its keys, and a first call to paste.
 *
 * @param schemas The folder of the client that the call is made with, where it is no package's.
 */
export function welcome(
  sandbox: Pick<Sandbox, "url" | "baseUrl" | "credentials" | "oauth2Client"> & { endpoint: string },
  schemas: string | undefined,
): string {
  const { endpoint, url, baseUrl, credentials, oauth2Client } = sandbox;
  const [module, place] =
    schemas === undefined
      ? [`@ovh-typed/${endpoint}`, `where @ovh-typed/${endpoint} is installed`]
      : [pathToFileURL(join(schemas, "index.js")).href, "where @ovh-typed/core is installed"];
  return `A local ${endpoint} answers at ${url} until Ctrl-C.

Its keys, for a shell or an .env file:

export OVH_ENDPOINT=${endpoint}
export OVH_BASE_URL=${baseUrl}
export OVH_APPLICATION_KEY=${credentials.applicationKey}
export OVH_APPLICATION_SECRET=${credentials.applicationSecret}
export OVH_CONSUMER_KEY=${credentials.consumerKey}
${
  oauth2Client === undefined
    ? ""
    : `
Or an OAuth2 client's, in place of those three:

export OVH_CLIENT_ID=${oauth2Client.clientId}
export OVH_CLIENT_SECRET=${oauth2Client.clientSecret}
`
}
A first call, ${place}:

node --input-type=module -e '
  import { createClient } from "${module}";
  const ovh = createClient();
  const { data, error } = await ovh.GET("/me");
  console.log(error ?? data);
'
`;
}
