import { resolveEndpoint } from "@ovh-typed/core";
import { InvalidArgumentError } from "commander";

// Commander turns an InvalidArgumentError into a message and the status for wrong usage.

/** Reads an endpoint's name or alias. */
export function endpointArgument(text: string): string {
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

/** Reads the URL of an API's base: it is written into the pin, so it may hold no password. */
export function baseArgument(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError("A URL such as https://eu.api.ovh.com/v1 expected.");
  }
  if (url.username !== "" || url.password !== "" || /[?#]/.test(text)) {
    throw new InvalidArgumentError("Origin and path only expected: no user, password, query or fragment.");
  }
  return text;
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
