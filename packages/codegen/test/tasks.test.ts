import { describe, expect, test } from "vitest";
import { pinnedEndpoints } from "../src/index.js";
import { methods, referredKey, type OpenApiDocument, type Schema } from "../src/openapi/openapi.js";
import { answeredModel, isTask, readersOf } from "../src/openapi/tasks.js";
import { documentsOf, schemas } from "./pins.js";

/** The writes of an endpoint that answer a task, by how many paths may read it. */
async function tasksOf(endpoint: string) {
  const documents = await documentsOf(endpoint);
  const found = documents.flatMap(({ document }) => {
    const readers = readersOf(document);
    return Object.entries(document.paths).flatMap(([path, item]) =>
      methods.flatMap((method) => {
        const operation = method === "get" ? undefined : item[method];
        const model = operation && answeredModel(operation);
        if (model === undefined || !isTask(model)) return [];
        const name = `${method.toUpperCase()} ${path}`;
        return [{ name, readers: readers.get(name) ?? [] }];
      }),
    );
  });
  return { found, none: found.filter(({ readers }) => readers.length === 0).map(({ name }) => name) };
}

describe("the tasks that writes answer", () => {
  test.each([
    ["ovh-eu", 659, 73],
    ["ovh-ca", 448, 42],
    ["ovh-us", 229, 7],
    ["soyoustart-eu", 183, 1],
    ["soyoustart-ca", 35, 0],
    ["kimsufi-eu", 6, 0],
    ["kimsufi-ca", 6, 0],
    ["runabove-ca", 0, 0],
  ])("of %s: %i, %i of which no GET of the schema reads", async (endpoint, all, none) => {
    const tasks = await tasksOf(endpoint);
    expect([tasks.found.length, tasks.none.length]).toEqual([all, none]);
  });

  test("of ovh-eu that no GET reads, and that waitFor therefore does not take", async () => {
    expect((await tasksOf("ovh-eu")).none.sort()).toMatchSnapshot();
  });

  test("are read by the path that has the longest way in common with the operation's", async () => {
    const { found } = await tasksOf("ovh-eu");
    const readers = Object.fromEntries(found.map((task) => [task.name, task.readers]));
    expect(readers["POST /vps/{serviceName}/reboot"]).toEqual(["/vps/{serviceName}/tasks/{id}"]);
    expect(readers["POST /ip/{ip}/move"]).toEqual(["/ip/{ip}/task/{taskId}"]);
    // Where that leaves several, those whose words the operation has come first.
    expect(readers["POST /email/domain/{domain}/responder"]).toEqual([
      "/email/domain/{domain}/task/responder/{id}",
      "/email/domain/{domain}/task/redirection/{id}",
    ]);
  });
});

describe("tasks and resources", () => {
  test("have an id by which they are read, and states that a client knows", async () => {
    const states = new Set<string>();
    for (const endpoint of await pinnedEndpoints(schemas)) {
      for (const { document } of await documentsOf(endpoint)) {
        for (const [operation, readers] of readersOf(document)) {
          const [method = "", path = ""] = operation.split(" ");
          const answered = answeredModel(document.paths[path]![method.toLowerCase() as "post"]!)!;
          const { properties = {} } = document.components.schemas[answered]!;
          for (const reader of readers) {
            const name = /\{([^{}]+)\}$/.exec(reader)![1]!;
            const isKnown = path.includes(`{${name}}`) || name in properties || "id" in properties;
            expect(isKnown, `${operation} ${reader}`).toBe(true);
          }
          if (!isTask(answered)) continue;
          for (const field of ["status", "state"])
            membersOf(properties[field], document).forEach((state) => states.add(state));
        }
      }
    }
    expect([...states].sort()).toMatchSnapshot();
  });

  test("of v2 that are written are read by their own path", async () => {
    const documents = await documentsOf("ovh-eu");
    for (const { document } of documents) {
      for (const [operation, readers] of readersOf(document)) {
        const [method = "", path = ""] = operation.split(" ");
        if (isTask(answeredModel(document.paths[path]![method.toLowerCase() as "post"]!)!)) continue;
        const own = readers.map((reader) => (method === "POST" ? reader.replace(/\/\{[^{}]+\}$/, "") : reader));
        expect(own).toEqual([path]);
      }
    }
  });
});

/** The members of an enum, wherever it stands. */
function membersOf(schema: Schema | undefined, { components }: OpenApiDocument): readonly string[] {
  if (schema === undefined) return [];
  const key = referredKey(schema);
  const inner = [...(schema.anyOf ?? []), ...(key === undefined ? [] : [components.schemas[key]])];
  const own = (schema.enum ?? []).filter((member): member is string => typeof member === "string");
  return [...own, ...inner.flatMap((one) => membersOf(one, { components } as OpenApiDocument))];
}
