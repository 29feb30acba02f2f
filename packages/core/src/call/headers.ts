import type { HeaderValues } from "../client-options.js";
import { signatureHeaders } from "../proof/proof.js";
import { scalarText } from "./text.js";

/**
 * Checks and joins the headers of a call: the `headers` option, over which the operation's `params.header` wins.
 *
 * @throws {TypeError} For a header of the signature, and for a value with line ends or other characters that headers
 *   cannot hold. No value is ever quoted: it may be a secret.
 */
export function readHeaders(
  headers: HeaderValues = {},
  params: Readonly<Record<string, unknown>> = {},
): Record<string, string> {
  const given: [string, unknown][] = [
    ...(headers instanceof Headers ? headers.entries() : Object.entries(headers)),
    ...Object.entries(params),
  ];
  const checked = new Map<string, string>();
  for (const [name, value] of given) {
    if (value !== undefined) checked.set(name.toLowerCase(), headerText(name, value));
  }
  return Object.fromEntries(checked);
}

function headerText(name: string, value: unknown): string {
  const quoted = JSON.stringify(name);
  if (signatureHeaders.includes(name.toLowerCase())) {
    throw new TypeError(`The header ${quoted} is set by the client and cannot be given.`);
  }
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) throw new TypeError(`${quoted} is not the name of a header.`);
  const text = scalarText(value, `header ${quoted}`);
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) return text;
  throw new TypeError(`The header ${quoted} has a line end or another character that headers cannot hold.`);
}
