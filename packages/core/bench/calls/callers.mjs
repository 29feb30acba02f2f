// Who makes signed calls, each as its documentation shows it: a function that makes what calls `GET /me` once.
import { createHash } from "node:crypto";
import http from "node:http";
import https from "node:https";

const keys = {
  applicationKey: "benchApplicationKey",
  applicationSecret: "benchSecret",
  consumerKey: "benchConsumerKey",
};

/** The headers of a signature, as somebody writes them by hand on Node. */
function signedHeaders(url) {
  const timestamp = Math.floor(Date.now() / 1000);
  const text = `${keys.applicationSecret}+${keys.consumerKey}+GET+${url}++${timestamp}`;
  return {
    "X-Ovh-Application": keys.applicationKey,
    "X-Ovh-Consumer": keys.consumerKey,
    "X-Ovh-Timestamp": String(timestamp),
    "X-Ovh-Signature": `$1$${createHash("sha1").update(text).digest("hex")}`,
  };
}

// OVH's own SDKs, and the one beside them, know https alone; what is measured is what comes above it.
function withoutTls() {
  https.request = http.request;
  https.get = http.get;
}

function official(sdk, { hostname, port }) {
  withoutTls();
  const { applicationKey: appKey, applicationSecret: appSecret, consumerKey } = keys;
  const client = sdk({ appKey, appSecret, consumerKey, host: hostname, port: Number(port), basePath: "/1.0" });
  return () => client.requestPromised("GET", "/me");
}

/** As much of a Request as openapi-fetch needs. */
function PlainRequest(url, { method, headers }) {
  Object.assign(this, { url, method, headers });
}

const ours = async (baseUrl, options) => {
  const { createClient } = await import("@ovh-typed/core");
  const client = createClient({ endpoint: "ovh-eu", ...keys, baseUrl, ...options });
  return () => client.unwrapped.GET("/me");
};

export const callers = {
  "fetch and a sha1": (base) => {
    const url = `${base}/me`;
    return async () => (await fetch(url, { headers: signedHeaders(url) })).json();
  },
  "fetch, a sha1 and a time limit": (base) => {
    const url = `${base}/me`;
    return async () => (await fetch(url, { headers: signedHeaders(url), signal: AbortSignal.timeout(180_000) })).json();
  },
  "openapi-fetch and a sha1": async (baseUrl) => {
    const { default: createOpenapiFetch } = await import("openapi-fetch");
    const client = createOpenapiFetch({ baseUrl });
    return async () => (await client.GET("/me", { headers: signedHeaders(`${baseUrl}/me`) })).data;
  },
  "openapi-fetch, a sha1 and a time limit": async (baseUrl) => {
    const { default: createOpenapiFetch } = await import("openapi-fetch");
    const client = createOpenapiFetch({ baseUrl });
    return async () => {
      const init = { headers: signedHeaders(`${baseUrl}/me`), signal: AbortSignal.timeout(180_000) };
      return (await client.GET("/me", init)).data;
    };
  },
  // The least that a call can do which is made by openapi-fetch and can be stopped: nothing is checked, repeated or typed.
  "the least of both": async (baseUrl) => {
    const { default: createOpenapiFetch } = await import("openapi-fetch");
    const client = createOpenapiFetch({ baseUrl, Request: PlainRequest });
    const nothingToRead = { ok: true, status: 204, headers: { get: () => null } };
    return async () => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 180_000);
      let data;
      const send = async ({ url }) => {
        data = await (await fetch(url, { headers: signedHeaders(url), signal: controller.signal })).json();
        return nothingToRead;
      };
      await client.GET("/me", { method: "GET", fetch: send });
      clearTimeout(timer);
      return data;
    };
  },
  "axios and a sha1": async (base) => {
    const { default: axios } = await import("axios");
    const url = `${base}/me`;
    return async () => (await axios.get(url, { headers: signedHeaders(url) })).data;
  },
  "ky and a sha1": async (base) => {
    const { default: ky } = await import("ky");
    const url = `${base}/me`;
    return () => ky.get(url, { headers: signedHeaders(url) }).json();
  },
  ovh: async (base) => official((await import("ovh")).default, new URL(base)),
  "@ovhcloud/node-ovh": async (base) => official((await import("@ovhcloud/node-ovh")).default, new URL(base)),
  "@ovh-api/api": async (base) => {
    const { default: OvhApi } = await import("@ovh-api/api");
    withoutTls();
    const { hostname: host, port } = new URL(base);
    const { applicationKey: appKey, applicationSecret: appSecret, consumerKey } = keys;
    const client = new OvhApi.default({ appKey, appSecret, consumerKey, host, port, accessRules: ["GET /me"] });
    return () => client.request("GET", "/me");
  },
  "undici.request and a sha1": async (base) => {
    const { request } = await import("undici");
    const url = `${base}/me`;
    return async () => (await request(url, { headers: signedHeaders(url) })).body.json();
  },
  "ovh-typed": (base) => ours(base, {}),
  "ovh-typed over undici": async (base) => {
    const { pooledFetch } = await import("@ovh-typed/core/undici");
    return ours(base, { fetch: pooledFetch() });
  },
};
