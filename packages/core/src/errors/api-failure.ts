import { entriesOf } from "../platform.js";
import { adviceFor } from "./advice.js";
import { type ApiErrorFields, OvhApiError } from "./api-error.js";
import { OvhAuthError } from "./auth-error.js";
import type { FailedCall } from "./ovh-error.js";
import { isSecretHeader, readable, redactParsed } from "./redact.js";

/**
 * The error for an answer of status 400 or above.
 *
 * @param body Its body.
 * @param secrets What is taken out of it.
 */
export function apiFailure(
  { status, headers }: Response,
  body: string,
  call: FailedCall,
  secrets: Iterable<string>,
): OvhApiError {
  const { errorCode, class: errorClass, message, details } = readErrorBody(body, secrets);
  const queryId = queryIdOf(headers);
  const missingActions = missingActionsOf(details);
  const code = errorCode ?? errorClass;
  const advice = adviceFor(status, errorCode, missingActions);
  const sentences = [
    `${call.method} ${call.path} was answered ${status}${code === undefined ? "" : ` ${code}`}`,
    message === undefined ? "." : `: ${/[.!?]$/.test(message) ? message : `${message}.`}`,
    missingActions.length === 0 ? "" : ` Missing IAM actions: ${missingActions.join(", ")}.`,
    advice === undefined ? "" : ` ${advice}`,
    waitAsked(headers),
  ];
  const Kind = isAuthFailure(status, errorCode) ? OvhAuthError : OvhApiError;
  const serverMessage = message;
  const codes = { status, errorCode, class: errorClass, queryId };
  return new Kind(withQueryId(sentences.join(""), queryId), {
    ...call,
    ...codes,
    serverMessage,
    details,
    missingActions,
    headers: headersOf(headers, secrets),
  });
}

/**
 * An error about the credentials, where an answer was not refused by its status or not by the API itself.
 *
 * @param secrets What is taken out of its headers.
 */
export function authFailure(
  message: string,
  headers: Headers,
  fields: Omit<ApiErrorFields, "missingActions" | "headers" | "queryId">,
  secrets: Iterable<string>,
): OvhAuthError {
  const queryId = queryIdOf(headers);
  const more = { queryId, missingActions: [], headers: headersOf(headers, secrets) };
  return new OvhAuthError(withQueryId(message, queryId), { ...fields, ...more });
}

function withQueryId(message: string, queryId: string | undefined): string {
  return queryId === undefined ? message : `${message} (X-OVH-QUERYID: ${queryId})`;
}

/** Whether an answer is about authentication: status 401, `INVALID_…`, `NOT_…`, `QUERY_TIME_OUT`. */
function isAuthFailure(status: number, errorCode: string | undefined): boolean {
  return status === 401 || /^(?:INVALID_|NOT_|QUERY_TIME_OUT$)/.test(errorCode ?? "");
}

/** The part of an error's body that is understood. */
export interface ErrorBody {
  readonly errorCode: string | undefined;
  readonly class: string | undefined;
  readonly message: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  /** RFC 6749's words, which the token endpoint uses. */
  readonly oauth2: { readonly error: string | undefined; readonly description: string | undefined };
}

// How much of OVH's words is kept, in characters.
const longestMessage = 1000;
const longestCode = 100;

/**
 * Reads the body of an answer of 400 or above: anything may come, HTML, a list, a string, null or nothing.
 *
 * @param secrets What is taken out of it.
 */
export function readErrorBody(text: string, secrets: Iterable<string>): ErrorBody {
  const body = redactParsed(parse(text), secrets);
  const fields = isRecord(body) ? body : {};
  return {
    errorCode: wordOf(fields["errorCode"], longestCode),
    class: wordOf(fields["class"], longestCode),
    message: wordOf(typeof body === "string" ? body : fields["message"], longestMessage),
    details: isRecord(fields["details"]) ? fields["details"] : undefined,
    oauth2: {
      error: wordOf(fields["error"], longestCode),
      description: wordOf(fields["error_description"], longestMessage),
    },
  };
}

/** The IAM actions named in `details.unauthorizedActionsByIAM`, a string with commas (or, to be safe, a list). */
function missingActionsOf(details: ErrorBody["details"]): readonly string[] {
  const actions = details?.["unauthorizedActionsByIAM"];
  const named = Array.isArray(actions) ? actions : typeof actions === "string" ? actions.split(/[,\s]+/) : [];
  return named.filter((action): action is string => typeof action === "string" && action !== "");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wordOf(value: unknown, longest: number): string | undefined {
  return typeof value === "string" && value !== "" ? readable(value, longest) : undefined;
}

/** The headers that an error may show. */
function headersOf(headers: Headers, secrets: Iterable<string>): Readonly<Record<string, string>> {
  const shown = entriesOf(headers).filter(([name]) => !isSecretHeader(name));
  const redacted = redactParsed(Object.fromEntries(shown), secrets) as Readonly<Record<string, string>>;
  return Object.fromEntries(Object.entries(redacted).map(([name, value]) => [name, readable(value, longestMessage)]));
}

/** What an answer says of when to come again. */
function waitAsked(headers: Headers): string {
  const asked = headers.get("retry-after") ?? "";
  if (asked === "") return "";
  return ` Try again ${/^\d+$/.test(asked) ? `in ${asked} s` : `after ${readable(asked, longestCode)}`}.`;
}

/** What OVH's support asks for. */
function queryIdOf(headers: Headers): string | undefined {
  return wordOf(headers.get("x-ovh-queryid"), longestCode);
}
