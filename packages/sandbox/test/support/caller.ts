import { sign } from "@ovh-typed/core";
import type { Sandbox, SandboxCredentials } from "../../src/options.js";
import { type Received, send } from "./send.js";

/** What a call does otherwise than a well-made one would. */
export interface Deviation {
  readonly credentials?: Partial<SandboxCredentials>;
  /** Unix seconds by the caller's clock. */
  readonly timestamp?: number;
  readonly signedMethod?: string;
  readonly signedUrl?: string;
  readonly signedBody?: string;
  /** Sent instead of the body. */
  readonly sentBody?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

const withoutUndefined = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

/** Calls a sandbox as an OVH client does: signs by hand, sends exactly that. Paths begin with their version. */
export async function call(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  deviation: Deviation = {},
): Promise<Received> {
  const { applicationKey, applicationSecret, consumerKey } = { ...sandbox.credentials, ...deviation.credentials };
  const url = sandbox.url + path;
  const text = body === undefined ? "" : JSON.stringify(body);
  const timestamp = deviation.timestamp ?? Math.floor(Date.now() / 1000);
  const signature = await sign({
    applicationSecret,
    consumerKey,
    method: deviation.signedMethod ?? method,
    url: deviation.signedUrl ?? url,
    body: deviation.signedBody ?? text,
    timestamp,
  });
  const headers = withoutUndefined({
    "X-Ovh-Application": applicationKey,
    "X-Ovh-Consumer": consumerKey,
    "X-Ovh-Timestamp": String(timestamp),
    "X-Ovh-Signature": signature,
    ...(text === "" ? {} : { "Content-Type": "application/json" }),
    ...deviation.headers,
  });
  const sent = deviation.sentBody ?? text;
  return send({ method, url, headers, ...(sent === "" ? {} : { body: sent }) });
}

export interface RequestedKey {
  readonly consumerKey: string;
  readonly validationUrl: string;
  readonly state: string;
}

/** Asks for a consumer key with these rules, as the sandbox's own application. */
export async function requestKey(
  sandbox: Sandbox,
  accessRules: readonly { method: string; path: string }[],
  rest: Readonly<Record<string, unknown>> = {},
): Promise<RequestedKey> {
  const answer = await send({
    method: "POST",
    url: `${sandbox.baseUrl}/auth/credential`,
    headers: { "X-Ovh-Application": sandbox.credentials.applicationKey, "Content-Type": "application/json" },
    body: JSON.stringify({ accessRules, ...rest }),
  });
  if (answer.status !== 200) throw new Error(`The request for a key was answered ${answer.status}: ${answer.text}`);
  return answer.json as RequestedKey;
}

/** Presses a button of the consent page, as a browser does: the form's own fields, to the form's own address. */
export async function decide(validationUrl: string, decision: "Allow" | "Refuse"): Promise<Received> {
  const { text } = await send({ url: validationUrl });
  const action = /<form method="post" action="([^"]+)"/.exec(text)?.[1] ?? "";
  const token = /name="credentialToken" value="([^"]+)"/.exec(text)?.[1] ?? "";
  const button = new RegExp(`name="(\\w+)" value="(\\w+)">${decision}<`).exec(text);
  return send({
    method: "POST",
    url: new URL(action, validationUrl).href,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ credentialToken: token, [button?.[1] ?? ""]: button?.[2] ?? "" }).toString(),
  });
}

/** A validated consumer key with these rules. */
export async function grantedKey(
  sandbox: Sandbox,
  accessRules: readonly { method: string; path: string }[],
): Promise<string> {
  const { consumerKey, validationUrl } = await requestKey(sandbox, accessRules);
  await decide(validationUrl, "Allow");
  return consumerKey;
}
