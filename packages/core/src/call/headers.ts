import { Problem } from "../problem.js";
import type { HeaderValues } from "../request-options.js";
import { scalarText } from "./scalar.js";
import { signatureHeaders } from "../proof/signature-headers.js";

/**
 * Checks and joins the headers of a call: the `headers` option, over which the operation's `params.header` wins.
 *
 * @throws {Problem} For a header of the signature, and for a value with line ends or other characters that headers
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
  const own = signatureHeaders.includes(name.toLowerCase());
  if (own || !/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) throw new Problem((is) => is.brokenHeaderName(name, own));
  const text = scalarText(value, `header ${JSON.stringify(name)}`);
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) throw new Problem((is) => is.brokenHeaderValue(name));
  return text;
}
