import { html } from "hono/html";
import type { AccessRule } from "../account/access-rules.js";
import type { Application } from "../account/application.js";
import type { Credential } from "../account/credential.js";
import { consentRoute } from "./link.js";

type Html = ReturnType<typeof html>;

const style = html`<style>
  :root {
    color-scheme: light dark;
    font:
      1rem/1.5 system-ui,
      sans-serif;
  }
  body {
    max-width: 40rem;
    margin: 2rem auto;
    padding: 0 1rem;
  }
  table {
    border-collapse: collapse;
    width: 100%;
  }
  th,
  td {
    text-align: left;
    padding: 0.25rem 1rem 0.25rem 0;
    border-bottom: 1px solid;
  }
  td:last-child {
    overflow-wrap: anywhere;
    font-family: monospace;
  }
  button {
    font: inherit;
    padding: 0.5rem 1.5rem;
    margin: 1rem 1rem 0 0;
  }
</style>`;

const layout = (title: string, content: Html): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${style}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;

/** What a method lets an application do, in plain words. */
const verbs: Readonly<Record<string, string>> = {
  GET: "Read",
  POST: "Create, or start an action",
  PUT: "Change",
  DELETE: "Delete",
};

const ruleRow = ({ method, path }: AccessRule): Html =>
  html`<tr>
    <td>${verbs[method] ?? method}</td>
    <td>${method} ${path}</td>
  </tr>`;

const addresses = (allowedIPs: readonly string[] | null): Html | string =>
  allowedIPs && allowedIPs.length > 0 ? html`<p>Only from these addresses: ${allowedIPs.join(", ")}</p>` : "";

/** The page that says who asks for which rights, and lets a person allow or refuse. */
export function consentPage(application: Application, credential: Credential): Html {
  return layout(
    `Allow ${application.name} to use your account?`,
    html`<p>${application.description}</p>
      <table>
        <caption>
          The rights it asks for
        </caption>
        <thead>
          <tr>
            <th scope="col">It could</th>
            <th scope="col">Calls (* stands for anything)</th>
          </tr>
        </thead>
        <tbody>
          ${credential.rules.map(ruleRow)}
        </tbody>
      </table>
      ${addresses(credential.allowedIPs)}
      <p>This is a local sandbox: no OVH account is touched.</p>
      <form method="post" action="${consentRoute}">
        <input type="hidden" name="credentialToken" value="${credential.credentialToken}" />
        <button type="submit" name="decision" value="validated">Allow</button>
        <button type="submit" name="decision" value="refused">Refuse</button>
      </form>`,
  );
}

const outcomes: Readonly<Record<string, string>> = {
  validated: "Access allowed",
  refused: "Access refused",
};

/** The page after the decision. */
export function donePage(application: Application, { decision }: Credential): Html {
  return layout(outcomes[decision] ?? decision, html`<p>${application.name} knows. You can close this page.</p>`);
}

/** The page for a link that leads to no request. */
export function unknownPage(): Html {
  return layout("Unknown request", html`<p>This link is wrong, or the key it was for has been revoked.</p>`);
}
