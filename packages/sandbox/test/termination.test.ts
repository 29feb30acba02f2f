import { createClient, unwrap } from "@ovh-typed/ovh-eu";
import { createClient as createUs, unwrap as unwrapUs } from "@ovh-typed/ovh-us";
import { expect, onTestFinished, test } from "vitest";
import { createSandbox } from "../src/index.js";

async function start(endpoint = "ovh-eu") {
  const sandbox = await createSandbox({ endpoint });
  onTestFinished(() => sandbox.close());
  return { sandbox, options: { baseUrl: sandbox.baseUrl, ...sandbox.credentials } };
}

const tokenIn = (text: string | undefined): string => /^sbx\w+$/m.exec(text ?? "")?.[0] ?? "";

const params = { path: { serviceName: "service-1" } };

test("a service ends with its period, once the token of a mail confirms it", async () => {
  const { sandbox, options } = await start();
  const ovh = createClient(options);
  const confirm = (token: string) =>
    unwrap(
      ovh.POST("/vps/{serviceName}/confirmTermination", { params, body: { token, reason: "NOT_NEEDED_ANYMORE" } }),
    );
  await expect(confirm("anything")).rejects.toMatchObject({ status: 400 });
  await unwrap(ovh.POST("/vps/{serviceName}/terminate", { params }));
  await expect(confirm("anything")).rejects.toMatchObject({ status: 400 });

  const id = (await unwrap(ovh.GET("/me/notification/email/history"))).at(-1) ?? 0;
  const mail = await unwrap(ovh.GET("/me/notification/email/history/{id}", { params: { path: { id } } }));
  expect(mail).toMatchObject({ id, subject: "Termination of service-1", body: sandbox.mails.at(-1)?.body });
  const token = tokenIn(mail.body);
  expect(await confirm(token)).toContain("service-1");
  await expect(confirm(token)).rejects.toMatchObject({ status: 400 });

  expect(await unwrap(ovh.GET("/vps"))).toEqual(["service-1"]);
  const infos = await unwrap(ovh.GET("/vps/{serviceName}/serviceInfos", { params }));
  expect(infos.renew).toMatchObject({ automatic: false, deleteAtExpiration: true });
  sandbox.advance("365 days");
  expect(await unwrap(ovh.GET("/vps"))).toEqual([]);
  await expect(unwrap(ovh.GET("/vps/{serviceName}", { params }))).rejects.toMatchObject({ status: 404 });
});

test("a token is of one service, and of the last time that it was asked for", async () => {
  const { sandbox, options } = await start();
  await sandbox.seed({ "/vps": ["one", "two"] });
  const ovh = createClient(options);
  const at = (serviceName: string) => ({ params: { path: { serviceName } } });
  const tokens = [];
  for (const name of ["one", "one", "two"]) {
    await unwrap(ovh.POST("/vps/{serviceName}/terminate", at(name)));
    tokens.push(tokenIn(sandbox.mails.at(-1)?.body));
  }
  const confirm = (name: string, token = "") =>
    unwrap(ovh.POST("/vps/{serviceName}/confirmTermination", { ...at(name), body: { token } }));
  await expect(confirm("one", tokens[0])).rejects.toMatchObject({ status: 400 });
  await expect(confirm("one", tokens[2])).rejects.toMatchObject({ status: 400 });
  await confirm("one", tokens[1]);
  sandbox.advance("365 days");
  expect(await unwrap(ovh.GET("/vps"))).toEqual(["two"]);
});

test("a cloud project ends at once", async () => {
  const { sandbox, options } = await start();
  const ovh = createClient(options);
  const [serviceName = ""] = await unwrap(ovh.GET("/cloud/project"));
  const at = { params: { path: { serviceName } } };
  await unwrap(ovh.POST("/cloud/project/{serviceName}/terminate", at));
  const body = { token: tokenIn(sandbox.mails.at(-1)?.body) };
  await unwrap(ovh.POST("/cloud/project/{serviceName}/confirmTermination", { ...at, body }));
  expect(await unwrap(ovh.GET("/cloud/project"))).toEqual([]);
});

test("the newer way of terminating asks for a token too, where mails are not listed either", async () => {
  const { sandbox, options } = await start("ovh-us");
  const ovh = createUs(options);
  const [serviceId = 0] = await unwrapUs(ovh.GET("/services"));
  const at = { params: { path: { serviceId } } };
  const { message } = await unwrapUs(ovh.POST("/services/{serviceId}/terminate", at));
  expect(message).toContain("token");
  const body = { token: tokenIn(sandbox.mails.at(-1)?.body) };
  await unwrapUs(ovh.POST("/services/{serviceId}/terminate/confirm", { ...at, body }));
  sandbox.advance("366 days");
  expect(await unwrapUs(ovh.GET("/services"))).toEqual([]);
  await sandbox.reset();
  expect(sandbox.mails).toEqual([]);
});
