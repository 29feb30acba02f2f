import { type AccessRule, createClient, endpoints } from "@ovh-typed/core";
import { refuseReadOnly } from "../config/private-file.js";
import type { ConnectionOptions } from "../connection/options.js";
import { print } from "../output.js";
import { parseUrl } from "../parse-url.js";
import { RefusedError } from "../refused-error.js";
import { type Application, findApplication } from "./application.js";
import { hasBrowser, mayBeOpened, openInBrowser } from "./browser.js";
import { listenForInterruption } from "./interruption.js";
import { saveKeys, whatElseWins } from "./save.js";
import { waitForPerson } from "./wait.js";

/** The options of `login`. */
export interface LoginOptions extends ConnectionOptions {
  readonly rules: readonly AccessRule[];
  /** Whether rules are taken that grant no call of the installed schema. */
  readonly unchecked?: boolean;
  readonly redirection?: string;
  readonly allowedIps?: readonly string[];
  readonly browser: boolean;
  /** Seconds to wait for the person. */
  readonly wait: number;
  /** Whether to print the key in place of writing it. */
  readonly showKey?: boolean;
}

/**
 * Requests a consumer key, has it allowed by the person, and keeps it.
 *
 * @throws {RefusedError} When the person stops it.
 */
export async function runLogin(options: LoginOptions): Promise<void> {
  const interruption = listenForInterruption();
  try {
    await login(options, interruption.signal);
  } finally {
    interruption.end();
  }
}

async function login(options: LoginOptions, signal: AbortSignal): Promise<void> {
  const { rules, redirection, allowedIps, wait, showKey, json } = options;
  const onTerminal = Boolean(process.stdin.isTTY && process.stderr.isTTY);
  const application = await findApplication(options, onTerminal);
  const { endpoint, place } = application;
  if (!showKey) await refuseReadOnly(place.file);
  const client = clientFor(application, options);
  const { consumerKey, validationUrl } = await client.auth.requestConsumerKey({
    accessRules: rules,
    redirection,
    allowedIPs: allowedIps,
    signal,
  });
  // What a person reads meanwhile goes beside the result, which a program may read.
  console.error(`A consumer key was requested at ${endpoint}, with the rights\n`);
  console.error(rules.map(({ method, path }) => `  ${method} ${path}\n`).join(""));
  await show(validationUrl, { ...options, browser: options.browser && onTerminal }, endpoint);
  await waitForPerson(client, { signal, deadline: wait * 1000 });
  signal.throwIfAborted();
  if (showKey) return print({ json: { endpoint, consumerKey }, text: consumerKey }, json);
  await saveKeys(place, { ...application.keys, consumerKey });
  print({ json: { endpoint, ...place }, text: `Logged in: the key is in [${place.section}] of ${place.file}.` }, json);
  const note = whatElseWins({ ...options, endpoint }, place);
  if (note !== undefined) console.error(`note: ${note}`);
}

/** A client without a consumer key of old, or with the one that the new key is to replace. */
function clientFor({ endpoint, keys }: Application, { baseUrl, config, profile }: LoginOptions) {
  return createClient({ endpoint, baseUrl, ...(keys ?? { configFile: config, profile }) });
}

/** Shows the link and opens it, where it leads to OVH. */
async function show(validationUrl: string, options: LoginOptions, endpoint: Application["endpoint"]): Promise<void> {
  const link = parseUrl(validationUrl);
  if (link === undefined) throw new RefusedError("OVH answered with a link that is none: nothing was written.");
  // As the parser writes it: what a terminal would take for a command is percent-encoded.
  console.error(`It works once you have opened this link, logged in and allowed it:\n\n  ${link.href}\n`);
  if (!mayBeOpened(link, options.baseUrl ?? endpoints[endpoint].hosts.released.baseUrl)) {
    console.error("warning: this is no page of OVH's. It was not opened: think before you do.\n");
  } else if (options.browser && hasBrowser()) {
    await openInBrowser(link);
  }
}
