import type { FindingClass } from "@ovh-typed/codegen";
import { type EndpointName, type HttpMethod, resolveEndpoint } from "@ovh-typed/core";
import { InvalidArgumentError } from "commander";
import { parseUrl } from "./parse-url.js";

// Commander turns an InvalidArgumentError into a message and the status for wrong usage.

/** Reads an endpoint's name or alias. */
export function endpointArgument(text: string): EndpointName {
  try {
    return resolveEndpoint(text).name;
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

/** Reads one more endpoint of several; one that is named twice counts once. */
export function endpointsArgument(text: string, previous: readonly string[] = []): string[] {
  return [...new Set([...previous, endpointArgument(text)])];
}

/** Reads a TCP port; 0 lets the system choose. */
export function portArgument(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new InvalidArgumentError("A port from 0 to 65535 expected.");
}

/** Reads one more value in JSON, of several. */
export function jsonArgument(text: string, previous: readonly unknown[] = []): unknown[] {
  try {
    return [...previous, JSON.parse(text)];
  } catch {
    throw new InvalidArgumentError('JSON such as {"kind":"status","status":503} expected.');
  }
}

/** Reads the URL of an API's base: it is written into the pin, so it may hold no password. */
export function baseArgument(text: string): string {
  const url = parseUrl(text);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError("A URL such as https://eu.api.ovh.com/v1 expected.");
  }
  if (url.username !== "" || url.password !== "" || /[?#]/.test(text)) {
    throw new InvalidArgumentError("Origin and path only expected: no user, password, query or fragment.");
  }
  return text;
}

/** Reads the URL of a page. */
export function urlArgument(text: string): string {
  if (/^https?:$/.test(parseUrl(text)?.protocol ?? "")) return text;
  throw new InvalidArgumentError("A URL such as https://example.com/done expected.");
}

/** Reads the date of a capture. */
export function capturedArgument(text: string): string {
  if (/^\d{4}-\d{2}(-\d{2})?$/.test(text)) return text;
  throw new InvalidArgumentError("A month such as 2024-06 or a date such as 2024-06-30 expected.");
}

/** Reads names with commas between them. */
export function listArgument(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("")) throw new InvalidArgumentError("Names with commas between them expected.");
  return [...new Set(names)];
}

const classes = [
  "breaking-requests",
  "breaking-answers",
  "soft",
  "life-cycle",
  "additive",
  "documentation",
  "dialect",
] as const satisfies readonly FindingClass[];

/** Reads classes of findings with commas between them; `breaking` is both of that name. */
export function classesArgument(text: string): FindingClass[] {
  return listArgument(text).flatMap((name) => {
    const named = classes.filter((known) => known === name || (name === "breaking" && known.startsWith("breaking-")));
    if (named.length > 0) return named;
    throw new InvalidArgumentError(`Of these expected: breaking, ${classes.join(", ")}.`);
  });
}

/** Reads the number that OVH gave a credential or an application. */
export function idArgument(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("A number such as 200001 expected.");
}

/** Reads whole seconds. */
export function secondsArgument(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("A number of seconds, 1 or more, expected.");
}

/** Named values; a name that is given twice has a list. */
export type NamedValues = Readonly<Record<string, string | readonly string[]>>;

/** Reads one more `name=value` of several. */
export function namedArgument(text: string, previous: NamedValues = {}): NamedValues {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError("name=value expected.");
  const before = Object.hasOwn(previous, name) ? [previous[name]!].flat() : [];
  return { ...previous, [name]: before.length === 0 ? value : [...before, value] };
}

/** Reads a method of OVH's API, in any case. */
export function methodArgument(text: string): HttpMethod {
  const method = methods.find((known) => known === text.toUpperCase());
  if (method !== undefined) return method;
  throw new InvalidArgumentError(`One of ${methods.join(", ")} expected.`);
}

const methods: readonly HttpMethod[] = ["GET", "POST", "PUT", "DELETE"];
