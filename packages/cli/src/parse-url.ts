/** A text as a URL, undefined when it is none. (Node 20's and 22's `URL.canParse` refuses letters beyond ASCII, at times.) */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
