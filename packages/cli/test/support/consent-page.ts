import { parse } from "node-html-parser";
import type { Running } from "./home.js";

/** A link of a sandbox's to the page of a requested key. */
export const link = /http:\/\/127\.0\.0\.1:\d+\/auth\/\?credentialToken=\S+/;

/** The link that a running `login` shows. */
export async function linkShown(login: Running): Promise<string> {
  return link.exec(await login.said(/Ctrl-C stops/))![0];
}

/** Presses a button of the page on which a person decides about a consumer key, as a browser does. */
export async function decideOnPage(validationUrl: string, decision: "validated" | "refused"): Promise<void> {
  const page = await fetch(validationUrl);
  const form = parse(await page.text()).querySelector("form");
  const fields = form?.querySelectorAll(`input[type=hidden], button[value=${decision}]`) ?? [];
  const answer = await fetch(new URL(form?.getAttribute("action") ?? "", validationUrl), {
    method: "POST",
    body: new URLSearchParams(
      fields.map((field) => [field.getAttribute("name") ?? "", field.getAttribute("value") ?? ""]),
    ),
  });
  if (!answer.ok) throw new Error(`The page did not take the decision (status ${answer.status}).`);
}

/** Allows what a running `login` asks for. */
export async function allow(login: Running): Promise<void> {
  await decideOnPage(await linkShown(login), "validated");
}
