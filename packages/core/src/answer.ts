import { apiFailure } from "./errors/api-failure.js";
import { networkFailure } from "./errors/network-failure.js";
import type { FailedCall } from "./errors/ovh-error.js";
import { OvhParseError } from "./errors/parse-error.js";
import { OvhProtocolError } from "./errors/protocol-error.js";
import type { Redact } from "./redact.js";
import type { Result } from "./result.js";

// As much of a body as helps to recognise a page, and no more.
const quotedCharacters = 1024;

/**
 * Reads an answer: its data, undefined for a void one (an empty body or `null`), or the error that OVH describes.
 *
 * @throws {OvhParseError} When the body of a success is no JSON.
 * @throws {OvhNetworkError} When the body broke off.
 * @throws {OvhProtocolError} When the status is neither a success nor an error.
 */
export async function readAnswer(response: Response, call: FailedCall, redact: Redact): Promise<Result<unknown>> {
  const { status } = response;
  const text = await readText(response, call);
  if (status >= 400) {
    const queryId = response.headers.get("x-ovh-queryid") ?? undefined;
    return { error: apiFailure({ status, queryId, text: redact(text) }, call), response };
  }
  if (status < 200 || status > 299) {
    throw new OvhProtocolError(`${call.method} ${call.path} was answered with status ${status}.`, { ...call, status });
  }
  if (text === "" || text === "null") return { data: undefined, response };
  try {
    return { data: JSON.parse(text), response };
  } catch {
    throw parseFailure(response, redact(text), call);
  }
}

async function readText(response: Response, call: FailedCall): Promise<string> {
  try {
    // A byte order mark is white space to trim().
    return (await response.text()).trim();
  } catch (failure) {
    throw networkFailure(failure, call);
  }
}

function parseFailure(response: Response, text: string, call: FailedCall): OvhParseError {
  const { status } = response;
  const contentType = response.headers.get("content-type") ?? undefined;
  return new OvhParseError(
    `${call.method} ${call.path} was answered ${status} with a body that is not JSON (${contentType ?? "no content type"}): ` +
      "it may come from a proxy on the way, or be cut off. The error's body holds its beginning.",
    { ...call, status, contentType, body: text.slice(0, quotedCharacters) },
  );
}
