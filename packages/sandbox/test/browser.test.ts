import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright-core";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { call, requestKey } from "./support/caller.js";
import { fixtureSandbox } from "./support/fixture-sandbox.js";

/** Where Debian's package puts it. */
const executablePath = "/usr/bin/chromium";

/** A site of this machine whose every page has this content; its host is what it is asked for. */
async function site(content: (path: string) => string): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader("content-type", "text/html").end(content(request.url ?? ""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return String((server.address() as AddressInfo).port);
}

describe.skipIf(!existsSync(executablePath))("in Chromium, the consent page", { timeout: 60_000 }, () => {
  let browser: Browser;

  beforeAll(async () => {
    const args = ["--no-sandbox", "--host-resolver-rules=MAP *.example 127.0.0.1", "--disable-background-networking"];
    browser = await chromium.launch({ executablePath, args });
    return () => browser.close();
  });

  async function requested(redirection: string) {
    const sandbox = await fixtureSandbox();
    const { consumerKey, validationUrl } = await requestKey(sandbox, [{ method: "GET", path: "/me" }], { redirection });
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    const status = async (): Promise<number> =>
      (await call(sandbox, "GET", "/1.0/me", undefined, { credentials: { consumerKey } })).status;
    return { sandbox, validationUrl, page, status };
  }

  test.each(["127.0.0.1", "app.example"])("allows a key and leads back to %s", async (host) => {
    const redirection = `http://${host}:${await site((path) => `<h1>back at ${path}</h1>`)}/done?session=1`;
    const { validationUrl, page, status } = await requested(redirection);
    await page.goto(validationUrl);
    await page.getByRole("button", { name: "Allow" }).click();
    await page.getByRole("heading", { name: "back at /done?session=1" }).waitFor();
    expect(page.url()).toBe(redirection);
    expect(await status()).toBe(200);
  });

  test("is not obeyed when a page of another site posts its form", async () => {
    const { sandbox, validationUrl, page, status } = await requested("http://app.example/");
    const credentialToken = new URL(validationUrl).searchParams.get("credentialToken");
    const port = await site(
      () => `<form method="post" action="${sandbox.url}/auth/">
        <input name="credentialToken" value="${credentialToken}"><button name="decision" value="validated">Win</button>
      </form>`,
    );
    await page.goto(`http://evil.example:${port}/`);
    await page.getByRole("button").click();
    await page.waitForURL(`${sandbox.url}/auth/`);
    expect(await page.textContent("body")).toContain(`Origin is \\"http://evil.example:${port}\\"`);
    expect(await status()).toBe(403);
  });

  test("is not shown by a name that another site makes lead here", async () => {
    const { validationUrl, page } = await requested("http://app.example/");
    const url = new URL(validationUrl);
    url.hostname = "rebound.example";
    const answer = await page.goto(url.href);
    expect(answer?.status()).toBe(403);
    expect(await page.textContent("body")).toContain(`Host is \\"${url.host}\\"`);
  });
});
