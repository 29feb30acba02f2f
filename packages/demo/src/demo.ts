import { createClient, unwrap } from "@ovh-typed/core";
import type { Operations } from "@ovh-typed/ovh-eu";
import { requestConsumerKey } from "./consumer-key.js";
import { credentialTable } from "./credential-table.js";
import { validatedCredentials } from "./credentials.js";
import { live } from "./live.js";
import { local } from "./local.js";
import type { Options } from "./options.js";

/** From a consumer key to the first signed calls. */
export async function demo(options: Options): Promise<void> {
  const { endpoint } = options;
  const target = options.live ? live(endpoint) : await local(endpoint);
  try {
    console.log(`This is ${target.description}.\n`);
    // A program for one endpoint takes createClient from its package. This one is told the endpoint when it starts, and
    // calls what all of them share: it uses the types of ovh-eu.
    const ovh = createClient<Operations>({ endpoint: endpoint.name, ...target.client });
    if (target.needsConsumerKey) await requestConsumerKey(ovh, target);
    const me = await unwrap(ovh.GET("/me"));
    console.log(`\nWelcome ${me.firstname ?? me.nichandle}`);

    if (!endpoint.credentialList) {
      console.log(`\n${endpoint.name} has no list of credentials.`);
      return;
    }
    const credentials = await validatedCredentials(ovh);
    console.log(`\nValidated credentials of your account: ${credentials.length}`);
    console.log(credentialTable(credentials));
  } finally {
    await target.close();
  }
}
