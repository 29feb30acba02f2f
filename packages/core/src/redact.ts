/** Takes the known secrets, and everything of the form of a signature, out of a text that an error will quote. */
export type Redact = (text: string) => string;

/** Makes a {@link Redact} for these secrets. */
export function createRedact(secrets: readonly (string | undefined)[]): Redact {
  const known = secrets.filter((secret) => secret !== undefined);
  return (text) =>
    known
      .reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text)
      .replace(/\$1\$[0-9a-f]{40}/gi, "[redacted]");
}
