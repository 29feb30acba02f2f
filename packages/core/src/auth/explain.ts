import { prepareCall } from "../call/prepare.js";
import { mask } from "../credentials/describe-credentials.js";
import type { HttpMethod } from "../http-method.js";
import type { Init, UntypedOperation } from "../operations.js";
import { ownProperties } from "../own-properties.js";
import type { AuthContext, Explanation } from "./auth.js";

/** What a call sends and signs, with secrets masked. */
export async function explain(
  context: AuthContext,
  method: HttpMethod,
  path: string,
  init: Init<UntypedOperation> = {},
): Promise<Explanation> {
  const target = context.target(method, path);
  const options = ownProperties(init);
  const { path: filled, query, body = "" } = await prepareCall(method, target.path, options, target);
  const url = `${context.signedBase(filled)}${filled}${query === "" ? "" : `?${query}`}`;
  const { applicationKey, applicationSecret, consumerKey, clientId, accessToken } = context.credentials();
  const by = !(options.auth ?? !target.isUnsigned)
    ? "nothing"
    : accessToken !== undefined
      ? "access token"
      : clientId !== undefined
        ? "OAuth2 client"
        : consumerKey !== undefined
          ? "signature"
          : "nothing";
  const secrets = { applicationSecret: mask(applicationSecret), consumerKey: mask(consumerKey) };
  const signed =
    by === "signature" ? [secrets.applicationSecret, secrets.consumerKey, method, url, body, "T"].join("+") : undefined;
  return { method, url, body, by, applicationKey, ...secrets, signed };
}
