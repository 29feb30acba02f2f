import { parse } from "node-html-parser";

/** Opens the page on which a person allows a consumer key, and presses "Allow", as a browser without scripts does. */
export async function allowOnPage(validationUrl: string): Promise<void> {
  const page = await fetch(validationUrl);
  const form = parse(await page.text()).querySelector("form");
  if (!page.ok || form === null) throw new Error(`${validationUrl} shows no form (status ${page.status}).`);

  const fields = form.querySelectorAll("input[type=hidden], button[value=validated]");
  const answer = await fetch(new URL(form.getAttribute("action") ?? "", validationUrl), {
    method: "POST",
    body: new URLSearchParams(
      fields.map((field) => [field.getAttribute("name") ?? "", field.getAttribute("value") ?? ""]),
    ),
  });
  if (!answer.ok) throw new Error(`${validationUrl} did not accept the form (status ${answer.status}).`);
}
