import { loopback } from "@ovh-typed/core/auth";
import open from "open";

/** Where OVH's own pages are: these domains and the hosts below them. */
const domains = ["ovh.com", "ovh.ca", "ovhcloud.com", "soyoustart.com", "kimsufi.com", "runabove.com"];

/**
 * Whether a link may be opened: a page of OVH's over https, or one of this computer when the API itself is there.
 *
 * @param baseUrl Where the link comes from.
 */
export function mayBeOpened(link: URL, baseUrl: string): boolean {
  if (loopback.test(link.hostname)) return /^https?:$/.test(link.protocol) && loopback.test(new URL(baseUrl).hostname);
  return link.protocol === "https:" && domains.some((domain) => `.${link.hostname}`.endsWith(`.${domain}`));
}

/** Whether there is anything here that could show a page. */
export function hasBrowser(variables: Readonly<Record<string, string | undefined>> = process.env): boolean {
  if (process.platform !== "linux") return true;
  return ["BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].some((name) => Boolean(variables[name]));
}

/** Opens a link in the browser, without a shell; that there is none, or that it fails, is no error: the link is shown. */
export async function openInBrowser(link: URL): Promise<void> {
  try {
    const browser = await open(link.href);
    browser.once("error", () => {});
  } catch {
    // The person still has the link.
  }
}
