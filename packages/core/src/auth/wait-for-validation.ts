import { pause, withDeadline } from "../deadline.js";
import type { OvhApiError } from "../errors/api-error.js";
import { authFailure } from "../errors/api-failure.js";
import { OvhConfigError } from "../errors/config-error.js";
import { OvhNetworkError } from "../errors/network-error.js";
import { OvhTimeoutError } from "../errors/timeout-error.js";
import type { Result } from "../result.js";
import type { AuthContext, WaitOptions } from "./auth.js";

// A key that waits for its owner is refused in one of these ways (as users of OVH's SDKs report).
const waitingCodes: ReadonlySet<string> = new Set(["INVALID_CREDENTIAL", "NOT_CREDENTIAL", "INVALID_SIGNATURE"]);

const firstWait = 1000;
const longestWait = 15_000;

/** Asks for the state of the client's consumer key until it is validated. */
export async function waitForValidation(context: AuthContext, options: WaitOptions = {}): Promise<void> {
  const { endpoint, platform, request } = context;
  const { applicationSecret = "", consumerKey = "" } = context.credentials();
  const { signal, deadline: timeout = 600_000 } = options;
  if (consumerKey === "") {
    throw new OvhConfigError("There is no consumer key to wait for: request one with requestConsumerKey.");
  }
  const path = endpoint.currentCredential ? "/auth/currentCredential" : "/me";
  const call = { method: "GET", path };
  const timeoutReason = (): Error =>
    new OvhTimeoutError(
      `The consumer key was not validated within ${timeout} ms: its owner has yet to open the validation URL and allow it.`,
      { ...call, timeout },
    );
  await withDeadline({ signal, timeout, timeoutReason }, platform, async (signal) => {
    for (let wait = firstWait; ; wait = Math.min(wait * 1.5, longestWait)) {
      await pause(wait, signal, platform);
      const result = await request("GET", path, { signal, retry: false }).catch((failure: unknown) => {
        // A connection that breaks says nothing of the key.
        if (OvhNetworkError.is(failure)) return undefined;
        throw failure;
      });
      if (result !== undefined && isValidated(result, call, [applicationSecret, consumerKey].filter(Boolean))) return;
    }
  });
}

function isValidated(
  { data, error, response }: Result<unknown>,
  call: { method: string; path: string },
  secrets: readonly string[],
): boolean {
  if (error !== undefined) {
    if (mayStillCome(error)) return false;
    throw error;
  }
  if (typeof data !== "object" || data === null) return false;
  if (call.path === "/me") return true;
  const { status } = data as { status?: unknown };
  if (status !== "refused" && status !== "expired") return status === "validated";
  const found = status === "refused" ? "was refused by the account's owner" : "has expired";
  const { status: code, headers } = response;
  throw authFailure(`The consumer key ${found}: request a new one.`, headers, { ...call, status: code }, secrets);
}

function mayStillCome({ status, errorCode }: OvhApiError): boolean {
  return waitingCodes.has(errorCode ?? "") || status === 401 || status === 429 || status >= 500;
}
