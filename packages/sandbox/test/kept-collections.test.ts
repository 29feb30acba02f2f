import { endpoints } from "@ovh-typed/core";
import { expect, test } from "vitest";
import { keeping } from "./support/keeping.js";
import { documentOf, pinnedApis } from "./support/region.js";

/** What is sent to these has another form than what is read of them: the rest of it is kept. */
const notKept: Readonly<Record<string, string>> = {
  "/cdn/dedicated/{serviceName}/domains/{domain}/backends": "ip", // any text, read as an address
  "/cloud/project/{serviceName}/instance": "monthlyBilling", // a flag, read as what has become of it
  "/cloud/project/{serviceName}/network/private": "regions", // names, read as what each region has
  "/cloud/project/{serviceName}/region/{regionName}/instance": "sshKey", // a key or its name, read as a name
  "/cloud/project/{serviceName}/user": "roles", // names, read with what they permit
  "/dedicatedCloud/{serviceName}/twoFAWhitelist": "ip", // a block, read as an address
  "/hosting/privateDatabase/{serviceName}/whitelist": "ip", // any text, read as a block
  "/ip/{ip}/firewall/{ipOnFirewall}/rule": "l3PacketLength, tcpOption", // ranges, read as text
  "/ipLoadbalancing/{serviceName}/vrack/network": "farmId", // ids, read with their kind
  "/me/installationTemplate/{templateName}/partitionScheme/{schemeName}/partition": "size", // a number, read with its unit
};

test.each([
  ["ovh-eu", 434, 425],
  ["ovh-ca", 287, 278],
  ["ovh-us", 178, 171],
  ["soyoustart-eu", 40, 38],
  ["soyoustart-ca", 26, 25],
  ["kimsufi-eu", 23, 22],
  ["kimsufi-ca", 21, 20],
  ["runabove-ca", 6, 6],
])(
  "of the collections of %s that POST adds to, %i, %i are kept as they were sent",
  async (endpoint, all, kept) => {
    expect(Object.keys(endpoints)).toContain(endpoint);
    const found = new Map<string, string | undefined>();
    for (const api of await pinnedApis(endpoint)) {
      for (const [list, problem] of keeping(await documentOf(endpoint, api))) found.set(list, problem);
    }
    const problems = [...found].filter(([, problem]) => problem !== undefined);
    for (const [list, problem] of problems) {
      const known = notKept[list]?.split(", ") ?? [];
      expect(known, `${list}: ${problem}`).toEqual(
        expect.arrayContaining(problem?.split(": ")[1]?.split(", ") ?? [problem]),
      );
    }
    expect([found.size, found.size - problems.length]).toEqual([all, kept]);
  },
  60_000,
);
