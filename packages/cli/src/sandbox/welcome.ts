import type { Sandbox } from "@ovh-typed/sandbox";

/** What a person reads when a sandbox has started: where it is, its keys, and a first call to paste. */
export function welcome(
  sandbox: Pick<Sandbox, "url" | "baseUrl" | "credentials" | "oauth2Client"> & { endpoint: string },
): string {
  const { endpoint, url, baseUrl, credentials, oauth2Client } = sandbox;
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
A first call, where @ovh-typed/${endpoint} is installed:

node --input-type=module -e '
  import { createClient } from "@ovh-typed/${endpoint}";
  const ovh = createClient();
  const { data, error } = await ovh.GET("/me");
  console.log(error ?? data);
'
`;
}
