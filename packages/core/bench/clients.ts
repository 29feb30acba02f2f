import http from "node:http";
import https from "node:https";
import nodeOvh from "@ovhcloud/node-ovh";
import axios from "axios";
import { got } from "got";
import ky from "ky";
import createOpenapiFetch from "openapi-fetch";
import ovh from "ovh";
import { Agent, request, RetryAgent } from "undici";
import { createClient, unwrap } from "../src/index.js";

/** A call to be made by some client: with JSON for a body where it is a POST. */
export interface PlainCall {
  readonly method: "GET" | "POST";
  readonly port: number;
  readonly path: string;
}

/** Another way to make a call. It gives the data, or throws. */
export interface Contender {
  readonly name: string;
  call(given: PlainCall): Promise<unknown>;
}

/** What signs every request here, and has to go nowhere else, nor into an error. */
export const secrets = {
  applicationKey: "benchApplicationKey",
  applicationSecret: "benchApplicationSecret0123456789",
  consumerKey: "benchConsumerKey0123456789abcdef",
} as const;

const headers = {
  "X-Ovh-Consumer": secrets.consumerKey,
  "X-Ovh-Signature": "$1$0123456789abcdef0123456789abcdef01234567",
};
const content = { "Content-Type": "application/json" };
const body = { a: 1 };

const urlOf = ({ port, path }: PlainCall): string => `http://127.0.0.1:${port}/1.0${path}`;
const jsonOf = ({ method }: PlainCall): { body?: string; headers: Record<string, string> } =>
  method === "GET" ? { headers } : { headers: { ...headers, ...content }, body: JSON.stringify(body) };

// OVH's own SDKs know https alone; the faults are those of what it carries.
https.request = http.request as typeof https.request;
https.get = http.get as typeof https.get;

const official =
  (sdk: typeof ovh) =>
  ({ method, port, path }: PlainCall) =>
    sdk({
      appKey: secrets.applicationKey,
      appSecret: secrets.applicationSecret,
      consumerKey: secrets.consumerKey,
      host: "127.0.0.1",
      port,
      basePath: "/1.0",
    }).requestPromised(method, path, method === "GET" ? {} : body);

/** Each as its documentation shows it first, with nothing set. */
export const contenders: readonly Contender[] = [
  {
    name: "ovh-typed",
    call: ({ method, port, path }) => {
      const client = createClient({
        endpoint: "ovh-eu",
        ...secrets,
        baseUrl: `http://127.0.0.1:${port}/1.0`,
        tables: { unsigned: "", void: "", days: "" },
      });
      return unwrap(method === "GET" ? client.GET(path) : client.POST(path, { body }));
    },
  },
  {
    name: "undici's RetryAgent",
    call: async (given) => {
      const dispatcher = new RetryAgent(new Agent());
      const { statusCode, body: answer } = await request(urlOf(given), {
        method: given.method,
        dispatcher,
        ...jsonOf(given),
      });
      if (statusCode >= 400) throw new Error(`${statusCode}: ${await answer.text()}`);
      return statusCode === 204 ? undefined : answer.json();
    },
  },
  {
    name: "got",
    call: async (given) =>
      got(urlOf(given), { method: given.method, headers, ...(given.method === "POST" && { json: body }) }).json(),
  },
  {
    name: "ky",
    call: async (given) =>
      ky(urlOf(given), { method: given.method, headers, ...(given.method === "POST" && { json: body }) }).json(),
  },
  {
    name: "fetch",
    call: async (given) => {
      const response = await fetch(urlOf(given), { method: given.method, ...jsonOf(given) });
      if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
      return response.status === 204 ? undefined : response.json();
    },
  },
  {
    name: "openapi-fetch",
    call: async (given) => {
      const client = createOpenapiFetch<Record<string, Record<"get" | "post", object>>>({
        baseUrl: `http://127.0.0.1:${given.port}/1.0`,
        headers,
      });
      const send = client[given.method] as unknown as (
        path: string,
        init: object,
      ) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
      const { data, error, response } = await send(given.path, given.method === "POST" ? { body } : {});
      if (!response.ok) throw new Error(`${response.status}`, { cause: error });
      return data;
    },
  },
  {
    name: "axios",
    call: async (given) =>
      (
        await axios({
          url: urlOf(given),
          method: given.method,
          headers,
          ...(given.method === "POST" && { data: body }),
        })
      ).data,
  },
  { name: "ovh", call: official(ovh) },
  { name: "@ovhcloud/node-ovh", call: official(nodeOvh) },
];
