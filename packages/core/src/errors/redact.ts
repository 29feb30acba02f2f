// Fields by which OVH hands out what signs or logs in; a cut-off answer would show them.
const secretField =
  /("(?:(?:application|client)?Secret|consumerKey|access_?Token|token|password)"\s*:\s*")(?:[^"\\]|\\.)*/gi;

/** Takes these secrets, and what has the form of a signature or of a secret's field, out of a text for an error. */
export function redact(text: string, secrets: Iterable<string>): string {
  return [...secrets]
    .reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text)
    .replace(/\$1\$[0-9a-f]{40}/gi, "[redacted]")
    .replace(secretField, "$1[redacted]");
}
