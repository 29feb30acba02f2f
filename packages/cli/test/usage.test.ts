import { describe, expect, test } from "vitest";
import { runCommand } from "./support/run-command.js";

describe("wrong usage", () => {
  const wrong: readonly (readonly [args: string, says: string])[] = [
    ["", "Usage: ovh-typed"],
    ["schema", "Usage: ovh-typed schema"],
    ["frobnicate", "unknown command 'frobnicate'"],
    ["schema check --frobnicate", "unknown option '--frobnicate'"],
    ["schema check ovh-xx", "Known endpoints: ovh-eu, ovh-ca"],
    ["schema generate ovh-eu", "endpoints need --output"],
    ["schema pin ovh-eu --source https://eu.api.ovh.com/v1", "--source needs --base"],
    ["schema pull --base http://localhost/v1", "--base needs exactly one endpoint"],
    ["schema pull ovh-eu --source https://eu.api.ovh.com/v1", "--source needs --base"],
    ["schema pull ovh-eu --base eu.api.ovh.com", "A URL such as"],
    ["schema pull ovh-eu --base https://user:password@eu.api.ovh.com/v1", "no user, password"],
    ["schema pull ovh-eu --captured yesterday", "A month such as 2024-06"],
    ["schema pull ovh-eu --api-version v9", "Allowed choices are v1, v2"],
    ["login --rules read-everything", "read-only, read-write, read-write-without-delete"],
    ["login --rules GET", "methods and paths in turn"],
    ["login --rules GET me", "methods and paths in turn"],
    ["login --rules FETCH /me", "One of GET, POST, PUT, DELETE"],
    ["login --endpoint ovh-xx", "Known endpoints: ovh-eu, ovh-ca"],
    ["login --redirection example.com", "A URL such as"],
    ["login --base-url 127.0.0.1", "A URL such as"],
    ["login --wait 0", "A number of seconds"],
    ["whoami me", "too many arguments"],
    ["call GET", "missing required argument 'path'"],
    ["credentials", "Usage: ovh-typed credentials"],
    ["credentials revoke", "missing required argument 'id'"],
    ["credentials revoke mine", "A number such as 200001"],
    ["applications revoke -1", "A number such as 200001"],
    ["rules", "missing required argument 'files'"],
    ["sandbox --endpoint ovh-xx", "Known endpoints: ovh-eu, ovh-ca"],
    ["sandbox --port 70000", "A port from 0 to 65535"],
    ["sandbox --fault reset", 'JSON such as {"kind":"status"'],
  ];

  test.for(wrong)("`ovh-typed %s` exits 2 with a sentence", async ([args, says]) => {
    const run = await runCommand(args.split(" ").filter((arg) => arg !== ""));
    expect(run.status).toBe(2);
    expect(run.stdout).toBe("");
    expect(run.stderr).toContain(says);
    expect(run.stderr).not.toMatch(/^ {4}at /m);
  });
});

describe("right usage", () => {
  test.for(["--help", "--version", "schema --help", "sandbox --help", "login --help", "call --help"])(
    "`ovh-typed %s` exits 0",
    async (args) => {
      const run = await runCommand(args.split(" "));
      expect(run).toMatchObject({ status: 0, stderr: "" });
      expect(run.stdout).not.toBe("");
    },
  );
});
