// Serves pins as endpoints serve their schemas, so that they can be pulled without a network.
import { createServer } from "node:http";
import { parseField } from "../dist/pin/notation.js";

export async function servePins(versions) {
  const server = createServer((request, response) => {
    const [, name = "", path = ""] = /^\/([^/]+\/v\d+)(\/.*)$/.exec(request.url ?? "") ?? [];
    const apis = versions.get(name) ?? [];
    const api = apis.find((pin) => `${pin.api}.json` === path);
    if (path !== "/" && api === undefined) return response.writeHead(404).end();
    const index = { basePath: "", apis: apis.map((pin) => ({ path: pin.api, schema: "{path}.{format}" })) };
    return response.end(JSON.stringify(api === undefined ? index : asServed(api)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** A pinned API as OVH writes it. */
function asServed({ api, subsections, operations, models }) {
  const paths = new Map();
  for (const [key, operation] of Object.entries(operations)) {
    const [httpMethod, path] = key.split(" ");
    paths.set(path, [...(paths.get(path) ?? []), operationAsServed(httpMethod, operation)]);
  }
  return {
    apiVersion: "1.0",
    basePath: "",
    resourcePath: api,
    apis: [...paths].map(([path, of]) => ({ path, operations: of })),
    models: Object.fromEntries(Object.entries(models).map(([name, model]) => [name, modelAsServed(model)])),
    ...(subsections && { subsections: Object.fromEntries(subsections.map((name) => [name, {}])) }),
  };
}

function operationAsServed(httpMethod, operation) {
  const { path, query, headers, body, returns = "void", responses, status = "PRODUCTION" } = operation;
  const { deprecated, unsigned = false, iam, errors, operationId } = operation;
  const parameter = (paramType, text, name) => {
    const { type, required } = parseField(text);
    return { ...(name && { name }), paramType, dataType: type, required: required || paramType === "path" };
  };
  const list = (kind, fields = {}) => Object.entries(fields).map(([name, text]) => parameter(kind, text, name));
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
    ...(operationId && { operationId }),
  };
}

function modelAsServed({ enum: members, enumType = "string", generics, properties = {} }) {
  if (members !== undefined) return { enum: members, enumType };
  const fields = Object.entries(properties).map(([name, text]) => {
    const { type, nullable, readOnly, required } = parseField(text);
    return [name, { type, canBeNull: nullable, readOnly, required }];
  });
  return { properties: Object.fromEntries(fields), ...(generics && { generics }) };
}
