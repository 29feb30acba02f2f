import { describe, expect, it, vi } from "vitest";
import { describeCredentials } from "../src/auth/node.js";
import { createClient, OvhConfigError, type PinnedClientOptions } from "../src/node.js";
import { enterHome } from "./support/home.js";

const whole = (name: string): string =>
  `application_key=${name}Key\napplication_secret=${name}Secret\nconsumer_key=${name}Consumer\n`;

const accounts = `[default]
endpoint=ovh-eu
[ovh-eu]
${whole("usual")}
[ovh-eu:work]
${whole("work")}
[ovh-eu:Home.2]
${whole("home")}
[ovh-ca:far]
${whole("far")}`;

/** The application and consumer key that a client sends. */
async function sentBy(options: PinnedClientOptions): Promise<(string | null)[]> {
  let sent: (string | null)[] = [];
  const fetch = async (_url: string, init: RequestInit): Promise<Response> => {
    sent = ["x-ovh-application", "x-ovh-consumer"].map((name) => new Headers(init.headers).get(name));
    return new Response("1700000000");
  };
  await createClient({ ...options, fetch }).GET("/me");
  return sent;
}

/** What making a client with these options is refused with. */
function refusalOf(options: PinnedClientOptions): string {
  try {
    createClient(options);
  } catch (error) {
    if (OvhConfigError.is(error)) return error.message;
    throw error;
  }
  return "nothing";
}

describe("a profile", () => {
  it("is a section of its endpoint, chosen by option or environment, and found by its exact name", async () => {
    const home = enterHome({ OVH_PROFILE: "work" });
    home.write("~/.ovh.conf", accounts);
    expect(await sentBy({})).toEqual(["workKey", "workConsumer"]);
    expect(await sentBy({ profile: "Home.2" })).toEqual(["homeKey", "homeConsumer"]);
    expect(await sentBy({ endpoint: "ovh-ca", profile: "far" })).toEqual(["farKey", "farConsumer"]);
    expect(describeCredentials({}).profile).toBe("work");
    expect(describeCredentials({}).fields.map(({ source }) => home.plain(source))).toEqual([
      "application_key of [ovh-eu:work] in ~/.ovh.conf",
      "application_secret of [ovh-eu:work] in ~/.ovh.conf",
      "consumer_key of [ovh-eu:work] in ~/.ovh.conf",
    ]);
  });

  it("counts before the keys of the environment, and after those that are given", async () => {
    const home = enterHome({ OVH_APPLICATION_KEY: "k", OVH_APPLICATION_SECRET: "s", OVH_CONSUMER_KEY: "c" });
    home.write("~/.ovh.conf", accounts);
    expect(await sentBy({ profile: "work" })).toEqual(["workKey", "workConsumer"]);
    expect(await sentBy({ profile: "work", consumerKey: "own" })).toEqual(["workKey", "own"]);
    expect(await sentBy({})).toEqual(["k", "c"]);
    vi.stubEnv("OVH_PROFILE", "work");
    expect(await sentBy({ consumerKey: "own" })).toEqual(["workKey", "own"]);
    const application = { applicationKey: "k", applicationSecret: "s" };
    expect(await sentBy(application)).toEqual(["k", "c"]);
    expect(await sentBy({ ...application, profile: "work", consumerKey: "own" })).toEqual(["k", "own"]);
  });

  it("is merged over the files", async () => {
    const home = enterHome();
    home.write("./ovh.conf", "[ovh-eu:work]\nconsumer_key=nearConsumer\n[ovh-eu:near]\n");
    home.write("~/.ovh.conf", accounts);
    expect(await sentBy({ profile: "work" })).toEqual(["workKey", "nearConsumer"]);
  });

  it("that there is none of is refused, with those that there are and their files", () => {
    const home = enterHome();
    expect(refusalOf({ endpoint: "ovh-eu", profile: "work" })).toBe(
      'There is no profile "work": no file has a section [ovh-eu:work]. There is no configuration file.',
    );
    home.write("./ovh.conf", "[ovh-eu]\n");
    home.write("~/.ovh.conf", accounts);
    for (const profile of ["wrok", "home.2", "far", "", "work]"]) {
      expect(home.plain(refusalOf({ profile }))).toBe(
        `There is no profile ${JSON.stringify(profile)}: no file has a section [ovh-eu:${profile}]. ` +
          "./ovh.conf has none. ~/.ovh.conf has work, Home.2.",
      );
    }
    expect(describeCredentials({ profile: "new", allowMissingFile: true })).toMatchObject({
      profile: "new",
      fields: [],
    });
  });
});
