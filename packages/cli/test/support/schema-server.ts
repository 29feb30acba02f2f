import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** The schemas that a server has, by path behind its base. */
export type Schemas = Record<string, string>;

/** Serves schemas on loopback as an endpoint does, under `/v1` and `/v2` alike; which, is asked at every request. */
export async function serveSchemas(schemas: () => Schemas): Promise<{ origin: string; server: Server }> {
  const server = createServer((request, response) => {
    const body = schemas()[(request.url ?? "").replace(/^\/v[12]/, "")];
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

const production = { value: "PRODUCTION", description: "Stable production version" };

/** An index of two APIs and their files. */
export function exampleSchemas(): Schemas {
  const basePath = "https://eu.api.ovh.com/v1";
  const pets = {
    apiVersion: "1.0",
    basePath,
    resourcePath: "/pet",
    apis: [
      {
        path: "/pet/{petId}",
        description: "One pet",
        operations: [
          {
            httpMethod: "GET",
            responseType: "pet.Pet",
            noAuthentication: false,
            description: "Get this object's properties",
            apiStatus: production,
            parameters: [{ name: "petId", paramType: "path", dataType: "long", required: true, description: "The id" }],
          },
        ],
      },
    ],
    models: {
      "pet.Pet": {
        id: "Pet",
        namespace: "pet",
        description: "A pet",
        properties: { name: { type: "string", canBeNull: true, readOnly: false, required: true, description: "" } },
      },
    },
  };
  const clock = {
    apiVersion: "1.0",
    basePath,
    resourcePath: "/clock",
    apis: [
      {
        path: "/clock",
        description: "The time",
        operations: [
          {
            httpMethod: "GET",
            responseType: "long",
            noAuthentication: true,
            description: "The time",
            apiStatus: production,
            parameters: [],
          },
        ],
      },
    ],
    models: {},
  };
  const index = {
    basePath,
    apis: ["/clock", "/pet"].map((path) => ({
      path,
      schema: "{path}.{format}",
      format: ["json"],
      description: path,
    })),
  };
  return { "/": JSON.stringify(index), "/clock.json": JSON.stringify(clock), "/pet.json": JSON.stringify(pets) };
}
