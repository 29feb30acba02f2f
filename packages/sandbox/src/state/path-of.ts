import type { Fields } from "../schema/fields.js";

/** A path template with values in the places of its parameters. */
export function pathOf(template: string, values: Fields): string {
  return template.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
}
