import { describe, expect, test } from "vitest";
import { emptyHome } from "./support/home.js";

const program = `
import { createClient } from "@ovh-typed/ovh-eu";
const ovh = createClient();
const me = await ovh.GET("/me");
await ovh.get["/domain/zone/{zoneName}/record"]({ params: { path: { zoneName: "example.com" } } });
await ovh?.GET(\`/me\`);
await ovh.request("DELETE", "/me/api/credential/{credentialId}", { params: { path: { credentialId: 1 } } });
const later = ovh.get["/ip"]!;
const path: string = process.argv[2]!;
await ovh.POST(path);
new Map([["/no", 1]]).get("/no");
`;

describe("rules", () => {
  test("prints the least rights of a program, in both call shapes", async () => {
    const home = await emptyHome();
    const file = await home.write("program.ts", program);
    const run = await home.run(["rules", file, "--json"]);
    expect(run).toMatchObject({
      status: 0,
      stderr: `warning: ${file}:10: the path is not written out, and counts for nothing here\n`,
    });
    expect(JSON.parse(run.stdout)).toEqual({
      endpoint: "ovh-eu",
      operations: [
        "DELETE /me/api/credential/{credentialId}",
        "GET /domain/zone/{zoneName}/record",
        "GET /ip",
        "GET /me",
      ],
      accessRules: [
        { method: "DELETE", path: "/me/api/credential/*" },
        { method: "GET", path: "/domain/zone/*/record" },
        { method: "GET", path: "/ip" },
        { method: "GET", path: "/me" },
      ],
      policy: {
        permissions: {
          allow: [
            { action: "account:apiovh:me/api/credential/delete" },
            { action: "account:apiovh:me/get" },
            { action: "dnsZone:apiovh:record/get" },
            { action: "ip:apiovh:get" },
          ],
        },
      },
      withoutAction: [],
      unknown: [{ file, line: 10 }],
    });
    expect((await home.run(["rules", file])).stdout).toMatch(
      /^Access rules of a consumer key:\n {2}DELETE \/me\/api\/credential\/\*\n/,
    );
  });

  test("says which operations need no action to be allowed", async () => {
    const home = await emptyHome();
    const file = await home.write(
      "vac.ts",
      'import { createClient } from "@ovh-typed/ovh-eu";\nvoid createClient().GET("/v2/networkDefense/vac/event");\n',
    );
    expect((await home.run(["rules", file])).stdout).toContain(
      "No IAM action has to be allowed, as far as is known, for GET /v2/networkDefense/vac/event.",
    );
  });

  test("says where a file cannot be parsed, or not be read", async () => {
    const home = await emptyHome();
    const file = await home.write("broken.ts", "const a = 1;\nconst = ;\n");
    const broken = await home.run(["rules", file]);
    expect(broken).toMatchObject({ status: 1, stdout: "" });
    expect(broken.stderr).toContain(`ovh-typed: ${file}, line 2: `);
    expect(await home.run(["rules", "none.ts"])).toMatchObject({
      status: 1,
      stderr: "ovh-typed: none.ts cannot be read (ENOENT).\n",
    });
  });

  test("wants to know which endpoint when the files are for several", async () => {
    const home = await emptyHome();
    const both = await home.write("a.ts", 'import "@ovh-typed/ovh-eu";\nimport "@ovh-typed/kimsufi-ca/me";\n');
    expect(await home.run(["rules", both])).toMatchObject({
      status: 1,
      stderr: "ovh-typed: These files are for ovh-eu and kimsufi-ca: say for which one with --endpoint.\n",
    });
    expect(await home.run(["rules", both, "--endpoint", "ks-ca"])).toMatchObject({
      status: 0,
      stdout: "These files call nothing of OVH's.\n",
    });
  });
});
