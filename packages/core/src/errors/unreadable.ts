import type { FailedCall } from "./ovh-error.js";
import { OvhParseError } from "./parse-error.js";

// As much of a body as helps to recognise a page, and no more.
const quotedCharacters = 1024;

/**
 * The error for a success that cannot be read.
 *
 * @param body Its body, without secrets.
 * @param sentence Makes the message from the answer's content type.
 */
export function unreadable(
  { status, headers }: Response,
  body: string,
  call: FailedCall,
  sentence: (contentType: string) => string,
): OvhParseError {
  const contentType = headers.get("content-type") ?? undefined;
  const fields = { ...call, status, contentType, body: body.slice(0, quotedCharacters) };
  return new OvhParseError(sentence(contentType ?? "no content type"), fields);
}
