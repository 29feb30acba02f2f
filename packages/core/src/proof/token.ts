import { readText } from "../body.js";
import type { Credentials } from "../credentials/credentials.js";
import { share, withDeadline } from "../deadline.js";
import { loopback, readBaseUrl } from "../endpoints/base-url.js";
import { networkFailure } from "../errors/network-failure.js";
import { strangeFailure } from "../errors/strange-answer.js";
import { OvhTimeoutError } from "../errors/timeout-error.js";
import type { FetchInit } from "../fetch.js";
import { ownProperties } from "../own-properties.js";
import { isStrange } from "../platform.js";
import type { Proof, ProofContext, Prove, Refusal } from "./proof.js";
import { tokenFailure } from "./token-failure.js";

interface Token {
  readonly proof: Proof;
  /** When to ask for the next one, by the monotonic clock. */
  readonly renewAt: number;
}

const timeLimit = 30_000;

// Bytes; a token has some thousands.
const longestAnswer = 2 ** 20;

// A token that came in place of a refused one, and is refused itself, is not replaced for so many milliseconds.
const recent = 10_000;

/**
 * Proves by an access token: a ready one as long as OVH takes it, else one that a request fetches for any number of
 * concurrent callers.
 *
 * It is renewed before it expires (30 seconds, or a twentieth of its life), and once more when OVH refuses it as
 * expired. A failure is every waiting caller's, and no later one's.
 */
export function proveByToken(credentials: Credentials, context: ProofContext): Prove {
  const { network, secrets } = context;
  if (credentials.accessToken !== undefined) {
    const ready: Proof = { headers: bearer(credentials.accessToken), renewal: "token", renew: async () => false };
    return async () => ready;
  }
  let settled: Token | undefined;
  let renewedAt = -Infinity;

  const fetchToken = share(async (signal): Promise<Token> => {
    const asked = network.monotonic();
    const { accessToken, lifetime } = await requestToken(credentials, context, signal);
    secrets.add(accessToken);
    const margin = Math.min(Math.max(30_000, lifetime / 20), lifetime / 2);
    const token: Token = {
      renewAt: asked + lifetime - margin,
      proof: {
        headers: bearer(accessToken),
        renewal: "token",
        renew: async (refusal) => {
          if (!saysExpired(refusal)) return false;
          // Callers who found the same one expired share the next.
          if (settled !== token) return true;
          if (network.monotonic() - renewedAt < recent) return false;
          renewedAt = network.monotonic();
          settled = undefined;
          return true;
        },
      },
    };
    settled = token;
    return token;
  });

  return async (_request, signal) => {
    if (settled !== undefined && network.monotonic() < settled.renewAt) return settled.proof;
    return (await fetchToken(signal)).proof;
  };
}

const bearer = (token: string): Proof["headers"] => ({ authorization: `Bearer ${token}` });

// 401 is about the token; a 403 is so only when it says so, for most are about rights.
function saysExpired({ response: { status }, text }: Refusal): boolean {
  if (status === 401) return true;
  return status === 403 && /token[^"]{0,40}(?:expired|invalid)|(?:expired|invalid)[^"]{0,40}token/i.test(text);
}

// Without a word, calls to a sandbox on loopback take their tokens there: what is tried on it sends no secret elsewhere.
function urlOf({ tokenUrl, usualTokenUrl = "", base }: ProofContext): string {
  const { origin, hostname } = new URL(base.root);
  if (tokenUrl === undefined && loopback.test(hostname)) return `${origin}/auth/oauth2/token`;
  const { root, version } = readBaseUrl(tokenUrl ?? usualTokenUrl, "tokenUrl");
  return root + version;
}

async function requestToken(
  { clientId = "", clientSecret = "" }: Credentials,
  context: ProofContext,
  signal: AbortSignal,
): Promise<{ accessToken: string; lifetime: number }> {
  const tokenUrl = urlOf(context);
  const call = { method: "POST", path: tokenUrl, attempts: 1, maybeApplied: false };
  // OVH refuses a request without scope=all.
  const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret, scope: "all" };
  const timeoutReason = () =>
    new OvhTimeoutError(`No access token came from ${tokenUrl} within ${timeLimit} ms.`, {
      ...call,
      timeout: timeLimit,
    });
  return withDeadline({ signal, timeout: timeLimit, timeoutReason }, context.network, async (signal) => {
    const failed = async (failure: unknown): Promise<never> => {
      signal.throwIfAborted();
      throw await networkFailure(failure, call);
    };
    const init = ownProperties<FetchInit>({
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
      body: new URLSearchParams(form).toString(),
      redirect: "manual",
      signal,
    });
    // Async, since a fetch of another make may throw at once.
    const ask = async (): Promise<Response> => context.network.fetch(tokenUrl, init);
    const response = await ask().catch(failed);
    if (isStrange(response)) throw strangeFailure(response, call);
    const text = await readText(response, longestAnswer, context.network).catch(failed);
    const token = response.ok ? readToken(text) : undefined;
    if (token === undefined) throw tokenFailure(response, text, clientSecret, call);
    return token;
  });
}

// What OVH grants; counted where an answer tells nothing that can be counted with.
const usualSeconds = 3599;

function readToken(text: string): { accessToken: string; lifetime: number } | undefined {
  try {
    const { access_token: accessToken, expires_in: seconds = usualSeconds } = JSON.parse(text);
    const usable = typeof accessToken === "string" && /^[\x21-\x7e]+$/.test(accessToken) && Number(seconds) > 0;
    const life = Number.isFinite(Number(seconds)) ? Number(seconds) : usualSeconds;
    return usable ? { accessToken, lifetime: life * 1000 } : undefined;
  } catch {
    return undefined;
  }
}
