import type { Endpoint } from "@ovh-typed/core";
import { createSandbox } from "@ovh-typed/sandbox";
import { allowOnPage } from "./allow-on-page.js";
import type { DemoTarget } from "./target.js";

/** A sandbox on this machine, in which nobody has to log in. */
export async function local({ name }: Endpoint): Promise<DemoTarget> {
  const sandbox = await createSandbox({ endpoint: name });
  const { applicationKey, applicationSecret } = sandbox.credentials;
  return {
    description: `a sandbox of ${name} at ${sandbox.url}`,
    client: { baseUrl: sandbox.baseUrl, applicationKey, applicationSecret },
    needsConsumerKey: true,
    validate: async (validationUrl) => {
      await allowOnPage(validationUrl);
      console.log("\nAllowed there by this program, in the person's place.");
    },
    close: () => sandbox.close(),
  };
}
