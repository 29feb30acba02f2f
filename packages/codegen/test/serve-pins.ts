import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";
import { parseField, type PinnedApi, type PinnedModel, type PinnedOperation } from "../src/pin/notation.js";

/**
 * Serves pins as an endpoint serves its schemas, each version below a name: `<url>/2024-06/v1/me.json`.
 *
 * @returns The URL.
 */
export async function servePins(versions: ReadonlyMap<string, readonly PinnedApi[]>): Promise<string> {
  const server = createServer((request, response) => {
    const [, name = "", path = ""] = /^\/([^/]+\/v\d+)(\/.*)$/.exec(request.url ?? "") ?? [];
    const apis = versions.get(name) ?? [];
    const api = apis.find((pin) => `${pin.api}.json` === path);
    if (path !== "/" && api === undefined) return response.writeHead(404).end();
    const index = { basePath: "", apis: apis.map((pin) => ({ path: pin.api, schema: "{path}.{format}" })) };
    return response.end(JSON.stringify(api === undefined ? index : dialectOf(api)));
  });
  await listen(server);
  afterAll(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

/** A pinned API as OVH would write it. */
function dialectOf({ api, subsections, operations, models }: PinnedApi): object {
  const paths = new Map<string, object[]>();
  for (const [key, operation] of Object.entries(operations)) {
    const [httpMethod = "", path = ""] = key.split(" ");
    paths.set(path, [...(paths.get(path) ?? []), operationOf(httpMethod, operation)]);
  }
  return {
    apiVersion: "1.0",
    basePath: "",
    resourcePath: api,
    apis: [...paths].map(([path, of]) => ({ path, operations: of })),
    models: Object.fromEntries(Object.entries(models).map(([name, model]) => [name, modelOf(model)])),
    ...(subsections && { subsections: Object.fromEntries(subsections.map((name) => [name, {}])) }),
  };
}

function operationOf(httpMethod: string, operation: PinnedOperation): object {
  const { path, query, headers, body, returns = "void", responses, status = "PRODUCTION" } = operation;
  const { deprecated, unsigned = false, iam, errors, operationId } = operation;
  const parameter = (paramType: string, text: string, name?: string): object => {
    const { type, required } = parseField(text);
    return {
      ...(name !== undefined && { name }),
      paramType,
      dataType: type,
      required: required || paramType === "path",
    };
  };
  const list = (kind: string, fields: Readonly<Record<string, string>> = {}): object[] =>
    Object.entries(fields).map(([name, text]) => parameter(kind, text, name));
  const sent = typeof body === "string" ? [parameter("body", body)] : list("body", body);
  return {
    httpMethod,
    responseType: returns,
    ...(responses && { responseTypes: responses }),
    parameters: [...list("path", path), ...list("query", query), ...list("header", headers), ...sent],
    noAuthentication: unsigned,
    apiStatus: {
      value: status,
      deprecatedDate: deprecated?.since,
      deletionDate: deprecated?.deletion,
      replacement: deprecated?.replacement,
    },
    ...(iam && { iamActions: iam.map((name) => ({ name: name.replace(/\?$/, ""), required: !name.endsWith("?") })) }),
    ...(errors && { errors }),
    ...(operationId !== undefined && { operationId }),
  };
}

function modelOf({ enum: members, enumType = "string", generics, properties }: PinnedModel): object {
  if (members !== undefined) return { enum: members, enumType };
  const fields = Object.entries(properties ?? {}).map(([name, text]) => {
    const { type, nullable, readOnly, required } = parseField(text);
    return [name, { type, canBeNull: nullable, readOnly, required }] as const;
  });
  return { properties: Object.fromEntries(fields), ...(generics && { generics }) };
}
