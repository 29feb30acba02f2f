/**
 * Percent-encodes everything but RFC 3986's unreserved characters, so that no URL parser touches the result: what is
 * signed is what is sent. `encodeURIComponent` leaves `!'()*`, of which parsers rewrite `'`.
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
