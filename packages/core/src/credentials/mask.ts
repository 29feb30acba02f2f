/** A secret's length, and nothing else of it. */
export function mask(secret: string | undefined): string | undefined {
  return secret === undefined ? undefined : `[${secret.length} characters]`;
}
