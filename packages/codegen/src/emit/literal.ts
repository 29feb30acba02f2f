import { showHidden } from "../hidden-characters.js";

/** A text or number as a literal, its hidden characters escaped, and no end of a script in it, which a page may hold. */
export function literal(value: string | number): string {
  return showHidden(JSON.stringify(value)).replaceAll("</", "<\\/");
}

/** A property's name, quoted where it is no identifier. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}
