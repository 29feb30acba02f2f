import { randomKey, sameText } from "../account/keys.js";
import { classRefusal, type Refusal } from "../refusal.js";

/** An OAuth2 client, as a service account has it. */
export interface OAuth2Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What a request for a token was answered, in RFC 6749's form. */
export interface TokenAnswer {
  readonly status: 200 | 400 | 401;
  readonly body: Readonly<Record<string, unknown>>;
}

/** How long a token is valid, in seconds: OVH's own figure. */
export const tokenLifetimeSeconds = 3599;

/** As many tokens are known at a time; the oldest gives way. */
const mostTokens = 1000;

/** Grants access tokens to one OAuth2 client, and knows which of them are valid. */
export class TokenEndpoint {
  readonly client: OAuth2Client = {
    clientId: `EU.${randomKey("applicationKey")}`,
    clientSecret: randomKey("consumerKey"),
  };
  /** When each token expires, in milliseconds since 1970. */
  readonly #expirations = new Map<string, number>();

  /** Answers a form, with the client's id and secret in it or in a Basic `Authorization`. */
  grant(form: URLSearchParams, authorization: string | undefined, now: number): TokenAnswer {
    const { clientId, clientSecret } = readBasic(authorization) ?? {
      clientId: form.get("client_id") ?? "",
      clientSecret: form.get("client_secret") ?? "",
    };
    if (form.get("grant_type") !== "client_credentials") return refused(400, "unsupported_grant_type");
    if (!sameText(clientId, this.client.clientId) || !sameText(clientSecret, this.client.clientSecret)) {
      return refused(401, "invalid_client");
    }
    if (form.get("scope") !== "all") return refused(400, "invalid_scope");
    const token = randomKey("credentialToken");
    this.#expirations.set(token, now + tokenLifetimeSeconds * 1000);
    const [oldest = ""] = this.#expirations.keys();
    if (this.#expirations.size > mostTokens) this.#expirations.delete(oldest);
    const body = { access_token: token, token_type: "Bearer", expires_in: tokenLifetimeSeconds, scope: "all" };
    return { status: 200, body };
  }

  /** Forgets the tokens that were granted. */
  clear(): void {
    this.#expirations.clear();
  }

  /**
   * @throws {Refusal} 401 for a token that was not granted or has expired.
   */
  check(token: string, now: number): void {
    const expiration = this.#expirations.get(token);
    if (expiration === undefined) throw unauthorized("Invalid access token");
    if (expiration <= now) throw unauthorized("Access token expired");
  }
}

const refused = (status: 400 | 401, error: string): TokenAnswer => ({
  status,
  body: { error, error_description: `The sandbox refuses the token request: ${error}` },
});

const unauthorized = (message: string): Refusal => classRefusal(401, message);

function readBasic(authorization: string | undefined): OAuth2Client | undefined {
  const encoded = /^Basic (\S+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const [clientId = "", ...rest] = Buffer.from(encoded, "base64").toString().split(":");
  return { clientId: decode(clientId), clientSecret: decode(rest.join(":")) };
}

/** A text without its escapes; one that has a broken escape is nobody's id or secret. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** The token of a Bearer `Authorization`. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
}
