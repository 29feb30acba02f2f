import { randomKey, sameText } from "../account/keys.js";
import { classRefusal, type Refusal } from "../refusal.js";

/** An OAuth2 client, as a service account has it. */
export interface OAuth2Client {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Who a token was granted to. */
interface Holder extends OAuth2Client {
  /** The URN by which policies know it; undefined for who may do everything. */
  readonly identity?: string;
}

interface Token {
  readonly holder: Holder;
  /** When it expires, in milliseconds since 1970. */
  readonly expiration: number;
}

/** What a request for a token was answered, in RFC 6749's form. */
export interface TokenAnswer {
  readonly status: 200 | 400 | 401;
  readonly body: Readonly<Record<string, unknown>>;
}

/** How long a token is valid, in seconds: OVH's own figure. */
export const tokenLifetimeSeconds = 3599;

/** Where tokens come from: at the released hosts, and at those of 2026. */
export const tokenPaths = ["/auth/oauth2/token", "/oauth2/token"];

/** As many tokens are known at a time; the oldest gives way. */
const mostTokens = 1000;

/** Grants access tokens to OAuth2 clients, and knows which of them are valid. */
export class TokenEndpoint {
  /** A client that is there from the start, and may do everything. */
  readonly client: OAuth2Client;
  /** In URNs, and before the ids of clients: `eu`. */
  readonly #region: string;
  readonly #added = new Map<string, Holder>();
  readonly #tokens = new Map<string, Token>();

  /** @param endpoint Such as `ovh-eu`. */
  constructor(endpoint: string) {
    this.#region = endpoint.slice(-2);
    this.client = this.#newClient();
  }

  #newClient(): OAuth2Client {
    return {
      clientId: `${this.#region.toUpperCase()}.${randomKey("applicationKey")}`,
      clientSecret: randomKey("consumerKey"),
    };
  }

  /**
   * Adds a client, which may do what policies allow it.
   *
   * @param account Whom it belongs to.
   */
  add(account: string): Required<Holder> {
    const client = this.#newClient();
    const holder = { ...client, identity: this.identityOf(client, account) };
    this.#added.set(client.clientId, holder);
    return holder;
  }

  /** The URN by which policies know a client of an account. */
  identityOf({ clientId }: OAuth2Client, account: string): string {
    return `urn:v1:${this.#region}:identity:credential:${account}/oauth2-${clientId}`;
  }

  /** Removes a client that was added, and its tokens. */
  remove(clientId: string): void {
    this.#added.delete(clientId);
    for (const [token, { holder }] of this.#tokens) if (holder.clientId === clientId) this.#tokens.delete(token);
  }

  #holder({ clientId, clientSecret }: OAuth2Client): Holder | undefined {
    const holder = this.#added.get(clientId) ?? this.client;
    const isId = sameText(clientId, holder.clientId);
    return sameText(clientSecret, holder.clientSecret) && isId ? holder : undefined;
  }

  /** Answers a form, with the client's id and secret in it or in a Basic `Authorization`. */
  grant(form: URLSearchParams, authorization: string | undefined, now: number): TokenAnswer {
    const given = readBasic(authorization) ?? {
      clientId: form.get("client_id") ?? "",
      clientSecret: form.get("client_secret") ?? "",
    };
    if (form.get("grant_type") !== "client_credentials") return refused(400, "unsupported_grant_type");
    const holder = this.#holder(given);
    if (holder === undefined) return refused(401, "invalid_client");
    if (form.get("scope") !== "all") return refused(400, "invalid_scope");
    const token = randomKey("credentialToken");
    this.#tokens.set(token, { holder, expiration: now + tokenLifetimeSeconds * 1000 });
    const [oldest = ""] = this.#tokens.keys();
    if (this.#tokens.size > mostTokens) this.#tokens.delete(oldest);
    const body = { access_token: token, token_type: "Bearer", expires_in: tokenLifetimeSeconds, scope: "all" };
    return { status: 200, body };
  }

  /** Forgets the tokens that were granted, and the clients that were added. */
  clear(): void {
    this.#tokens.clear();
    this.#added.clear();
  }

  /**
   * Who a token was granted to.
   *
   * @throws {Refusal} 401 for a token that was not granted or has expired.
   */
  holderOf(token: string, now: number): Holder {
    const granted = this.#tokens.get(token);
    if (granted === undefined) throw unauthorized("Invalid access token");
    if (granted.expiration <= now) throw unauthorized("Access token expired");
    return granted.holder;
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
