import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import { OvhConfigError } from "@ovh-typed/core";
import { initialAccount } from "./account/initial-account.js";
import { TokenEndpoint } from "./auth/oauth2.js";
import { createApp } from "./http/app.js";
import { listen, stop } from "./http/listen.js";
import type { Sandbox, SandboxOptions } from "./options.js";
import { Catalogue } from "./schema/catalogue.js";
import type { SchemaSource } from "./schema/source.js";
import { webUrl } from "./web-url.js";

export interface StartOptions extends Omit<SandboxOptions, "endpoint"> {
  readonly source: SchemaSource;
  /** Whether the endpoint serves `/v1` and `/v2` beside `/1.0`, and OAuth2. */
  readonly newNames: boolean;
}

function originOf(publicUrl: string): string {
  const url = webUrl(publicUrl);
  if (url) return url.origin;
  throw new OvhConfigError(
    `publicUrl is ${JSON.stringify(publicUrl)}, which is no http or https URL. Give an origin such as https://eu.api.ovh.com.`,
  );
}

/** Starts a sandbox over any source of schemas. @throws OvhConfigError for a wrong `publicUrl`, Error for a taken port */
export async function startSandbox(options: StartOptions): Promise<Sandbox> {
  const { source, newNames, port = 0, publicUrl, now = Date.now } = options;
  const signedOrigin = publicUrl === undefined ? undefined : originOf(publicUrl);
  const { account, application, credential } = initialAccount(now());
  const tokens = newNames ? new TokenEndpoint() : undefined;
  let url = "";
  const app = createApp({
    account,
    tokens,
    tokenHolder: { application, credential },
    catalogue: new Catalogue(source),
    newNames,
    signedOrigin: () => signedOrigin ?? url,
    pages: () => url,
    now,
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  url = await listen(server, port);
  return {
    url,
    baseUrl: `${url}/1.0`,
    credentials: {
      applicationKey: application.applicationKey,
      applicationSecret: application.applicationSecret,
      consumerKey: credential.consumerKey,
    },
    oauth2Client: tokens?.client,
    close: () => stop(server),
  };
}
