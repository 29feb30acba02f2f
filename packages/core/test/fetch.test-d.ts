import nodeFetch from "node-fetch";
import { type Dispatcher, fetch as undiciFetch } from "undici";
import { vi } from "vitest";
import { createClient, type Fetch } from "../src/index.js";

// No cast is needed for what people send with, and replace sending with.
export const fetches: readonly Fetch[] = [
  fetch,
  nodeFetch,
  undiciFetch,
  (url, init) => undiciFetch(url, { ...init, dispatcher: {} as Dispatcher }),
  (url: string | URL | Request, init?: RequestInit) => fetch(url, init),
  async () => new Response("{}"),
  async () => Response.json({}),
  vi.fn<(url: string) => Promise<Response>>(async () => new Response("{}")),
  vi.fn<typeof fetch>(fetch),
  async () => ({ ok: true, status: 200, headers: new Headers(), text: async () => "{}" }),
];
createClient({ endpoint: "ovh-eu", fetch: globalThis.fetch });

// @ts-expect-error -- no answer
createClient({ endpoint: "ovh-eu", fetch: async () => ({ ok: true }) });
