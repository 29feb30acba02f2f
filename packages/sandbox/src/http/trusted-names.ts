import { loopback } from "@ovh-typed/core/auth";
import { classRefusal } from "../refusal.js";
import { webUrl } from "../web-url.js";
import type { Received } from "./received.js";

/** Names that lead to this machine without a name server (RFC 6761, 6.3), as a URL writes them. */
export const isLoopback = (hostname: string): boolean => loopback.test(hostname) || hostname.endsWith(".localhost");

/**
 * Lets in what was sent to a name of this machine, or to that of `publicUrl`, and by no page of another. Else any page
 * that a person opens could reach the sandbox, through a name of its own that it makes lead here (DNS rebinding).
 *
 * @param publicOrigin The origin of `publicUrl`, where there is one.
 * @throws {Refusal} 403 that says which name it was.
 */
export function checkNames({ header }: Received, publicOrigin: string | undefined): void {
  const { host = "", origin } = { host: header("host"), origin: header("origin") };
  const hostname = webUrl(`http://${host}`)?.hostname;
  const publicName = publicOrigin && new URL(publicOrigin).hostname;
  if (hostname === undefined || !(isLoopback(hostname) || hostname === publicName)) throw stranger("Host", host);
  if (origin === undefined || origin === publicOrigin) return;
  if (!isLoopback(webUrl(origin)?.hostname ?? "")) throw stranger("Origin", origin);
}

/**
 * Lets in a form that the sandbox's own page has sent, or a program that is no browser.
 *
 * @throws {Refusal} 403 for a form on any other page, one of this machine included.
 */
export function checkFormOrigin({ header, origin: sentTo }: Received, publicOrigin: string | undefined): void {
  const origin = header("origin");
  const own = [undefined, sentTo, `http://${header("host")}`, publicOrigin];
  if (!own.includes(origin))
    throw classRefusal(403, `The form was sent by a page of ${origin}, not by the sandbox's own`);
}

const stranger = (header: string, value: string) =>
  classRefusal(
    403,
    `The sandbox answers to names of this machine alone, and ${header} is "${value}". Behind a proxy, give its origin as publicUrl (--public-url).`,
  );
