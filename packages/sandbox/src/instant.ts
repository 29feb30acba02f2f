/** An instant as OVH writes it: `2026-06-15T10:00:00+00:00`. */
export function instantOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "+00:00");
}
