import { load } from "../load.js";
import { type BaseUrl, baseFor } from "./base-url.js";
import type { Endpoint } from "./endpoint.js";

/** Where a path goes, and what is signed in its place: each up to where the path begins. */
export interface Way {
  readonly base: string;
  readonly signedBase: string;
}

/** Where the requests of an endpoint's client go. */
export interface Route {
  to(path: string): Way;
  /**
   * Goes over to the endpoint's other host, for good, where a redirect leads to the same path there.
   *
   * @param url What was redirected.
   * @returns Whether it did: nothing else is ever followed.
   */
  follow(redirect: Response, url: string): Promise<boolean>;
}

// Those that keep method and body, and the two that OVH's hosts answer. (303 asks for a GET.)
const redirects: ReadonlySet<unknown> = new Set([301, 302, 307, 308]);

/** The route to a base URL. */
export function createRoute(endpoint: Endpoint, base: BaseUrl, signedBase: BaseUrl): Route {
  const isDirect = base.root === signedBase.root;
  let moved: string | undefined;
  const at = (usual: BaseUrl, path: string): string =>
    baseFor(moved === undefined ? usual : { ...usual, root: moved }, path);
  return {
    to: (path) => ({ base: at(base, path), signedBase: at(signedBase, path) }),
    follow: async (redirect, url) => {
      if (!isDirect || !redirects.has(Object(redirect).status)) return false;
      const { otherRoot } = await load("failed answers", () => import("./other-root.js"), true);
      const root = otherRoot(endpoint, url, redirect.headers.get("location"));
      moved = root ?? moved;
      return root !== undefined;
    },
  };
}
