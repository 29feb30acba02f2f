import type { HeaderValues } from "./request-options.js";
import { scalarText } from "./scalar.js";

/** The headers that only the client sets. */
export const signatureHeaders: readonly string[] = [
  "x-ovh-application",
  "x-ovh-consumer",
  "x-ovh-timestamp",
  "x-ovh-signature",
];

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
  const header = JSON.stringify(name);
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) throw new TypeError(`${header} is not the name of a header.`);
  if (signatureHeaders.includes(name.toLowerCase())) {
    throw new TypeError(`The header ${header} is set by the client, from its credentials, and cannot be given.`);
  }
  const text = scalarText(value, `header ${header}`);
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) {
    throw new TypeError(
      `The value of the header ${header} has a line end or another character that headers cannot hold.`,
    );
  }
  return text;
}
