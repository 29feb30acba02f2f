// Fields by which OVH hands out what signs or logs in; a cut-off answer would show them.
const secretField =
  /("(?:applicationSecret|consumerKey|clientSecret|accessToken|access_token|token|password|secret)"\s*:\s*")(?:[^"\\]|\\.)*/gi;

/** Takes the known secrets, and what has the form of a signature or of a secret's field, out of a text for an error. */
export type Redact = (text: string) => string;

/** Makes a {@link Redact} for these secrets. */
export function createRedact(secrets: readonly (string | undefined)[]): Redact {
  const known = secrets.filter((secret) => secret !== undefined);
  return (text) =>
    known
      .reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text)
      .replace(/\$1\$[0-9a-f]{40}/gi, "[redacted]")
      .replace(secretField, "$1[redacted]");
}
