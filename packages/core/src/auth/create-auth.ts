import type { actions } from "./actions.js";
import type { AuthContext } from "./context.js";

type Actions = typeof actions;

const own: readonly (keyof Actions)[] = [
  "requestConsumerKey",
  "waitForValidation",
  "createTokenUrl",
  "rulesFor",
  "explain",
  "logout",
];

/** Makes `client.auth`, whose functions are loaded with the first call of one. */
export function createAuth(context: AuthContext): Record<string, unknown> {
  const act =
    (name: keyof Actions) =>
    async (...given: unknown[]): Promise<unknown> => {
      const { actions } = await import("./actions.js");
      return (actions[name] as (context: AuthContext, ...given: unknown[]) => unknown)(context, ...given);
    };
  const family = (of: "Credential" | "Application") => ({
    list: act(`list${of}s`),
    get: act(`get${of}`),
    revoke: act(`revoke${of}`),
  });
  return {
    ...Object.fromEntries(own.map((name) => [name, act(name)])),
    credentials: family("Credential"),
    applications: family("Application"),
  };
}
