import { type CallEvent, type Hooks, OvhError } from "@ovh-typed/core";

/** Hooks that print every call to standard error, without a secret, when `OVH_TYPED_DEBUG` asks for it. */
export function debugHooks(): Hooks {
  if (!/^(?:1|true)$/.test(process.env["OVH_TYPED_DEBUG"] ?? "")) return {};
  const say = ({ id, method, path, attempt }: CallEvent, text: string): void =>
    console.error(`ovh-typed: #${id} ${method} ${path}${attempt > 1 ? ` (attempt ${attempt})` : ""} ${text}`);
  return {
    onRequest: (event) => say(event, `→ ${event.baseUrl}`),
    onResponse: (event) => {
      const { status, queryId, duration, unsafeIntegers } = event;
      const notes = [queryId, unsafeIntegers && "with integers beyond 2^53"].filter(Boolean);
      say(event, ["←", status, `in ${Math.round(duration)} ms`, ...notes].join(" "));
    },
    onRetry: (event) => say(event, `is tried again in ${Math.round(event.delay)} ms (${event.reason})`),
    onError: (event) => {
      const { error, duration } = event;
      say(event, `failed after ${Math.round(duration)} ms: ${OvhError.is(error) ? error.name : String(error)}`);
    },
  };
}
