import type { Credentials } from "../credentials/credentials.js";
import { load } from "../load.js";
import type { ProofContext, Prove } from "./proof.js";
import { proveBySignature } from "./signature.js";

/** Who a client calls as. */
export interface Identity {
  readonly credentials: Credentials;
  /** Headers that unsigned calls carry too, by their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where the credentials are not enough to sign with. */
  readonly prove: Prove | undefined;
}

/** The identity that credentials give. */
export function identify(credentials: Credentials, context: ProofContext): Identity {
  const { applicationSecret, consumerKey, clientId, clientSecret, accessToken } = credentials;
  for (const secret of [applicationSecret, consumerKey, clientSecret, accessToken]) {
    if (secret !== undefined) context.secrets.add(secret);
  }
  const headers = applicationHeader(credentials);
  if (applicationSecret !== undefined && consumerKey !== undefined) {
    return { credentials, headers, prove: proveBySignature(applicationSecret, consumerKey, context) };
  }
  const byToken = clientId !== undefined || accessToken !== undefined;
  return { credentials, headers, prove: byToken ? proveByToken(credentials, context) : undefined };
}

/** The header that unsigned calls carry too. */
export function applicationHeader({ applicationKey }: Credentials): Readonly<Record<string, string>> {
  return applicationKey === undefined ? {} : { "x-ovh-application": applicationKey };
}

function proveByToken(credentials: Credentials, context: ProofContext): Prove {
  let prove: Prove | undefined;
  return async (request, signal) => {
    const token = await load("OAuth2", () => import("./token.js"));
    prove ??= token.proveByToken(credentials, context);
    return prove(request, signal);
  };
}
