import type { Middleware } from "./middleware.js";

/** The middleware of a client, in the order it was added. */
export interface MiddlewareList {
  list(): readonly Middleware[];
  use(...added: Middleware[]): void;
  eject(...removed: Middleware[]): void;
}

const functions = ["onRequest", "onResponse", "onError"] as const;

/** Makes an empty list. A call keeps the list it began with. */
export function createMiddlewareList(): MiddlewareList {
  let current: readonly Middleware[] = [];
  return {
    list: () => current,
    use: (...added) => {
      for (const middleware of added) checkMiddleware(middleware);
      current = [...current, ...added];
    },
    eject: (...removed) => {
      current = current.filter((middleware) => !removed.includes(middleware));
    },
  };
}

function checkMiddleware(middleware: Middleware): void {
  const usable = typeof middleware === "object" && middleware !== null;
  if (usable && functions.some((name) => typeof middleware[name] === "function")) return;
  throw new TypeError(`A middleware has to be an object with ${functions.join(" or ")}.`);
}
