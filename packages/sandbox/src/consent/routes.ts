import { type Context, Hono } from "hono";
import type { Account } from "../account/account.js";
import { readBody } from "../http/read-body.js";
import type { Bindings } from "../http/received.js";
import { checkFormOrigin } from "../http/trusted-names.js";
import { consentRoute } from "./link.js";
import { consentPage, donePage, unknownPage } from "./page.js";

type Decided = "validated" | "refused";

const isDecision = (value: string | null): value is Decided => value === "validated" || value === "refused";

/** Where a form may lead, as a content security policy says it: its origin, or its scheme where a policy has no word for its host. */
function formTarget(redirection: string): string {
  const { origin, protocol, hostname } = new URL(redirection);
  return /^[\w.-]+$/.test(hostname) ? origin : protocol;
}

/** Nothing is loaded or run, nobody frames the page; the form may lead on to where the application waits. */
function secure(context: Context<Bindings>, redirection: string | null): void {
  const formTargets = ["'self'", ...(redirection === null ? [] : [formTarget(redirection)])];
  context.header(
    "content-security-policy",
    `default-src 'none'; style-src 'unsafe-inline'; form-action ${formTargets.join(" ")}; frame-ancestors 'none'; base-uri 'none'`,
  );
  // With "no-referrer" a browser would not say either that the form is the page's own.
  context.header("referrer-policy", "same-origin");
  context.header("x-content-type-options", "nosniff");
  context.header("cache-control", "no-store");
}

interface ConsentParts {
  readonly account: Account;
  readonly publicOrigin: string | undefined;
}

/** The pages on which a person allows or refuses a requested consumer key. */
export function consentRoutes({ account, publicOrigin }: ConsentParts): Hono<Bindings> {
  const routes = new Hono<Bindings>();

  const find = (context: Context<Bindings>, token: string | null | undefined) => {
    const credential = account.credentialByToken(token ?? "");
    const application = credential && account.applications.get(credential.applicationId);
    secure(context, credential?.redirection ?? null);
    return credential && application ? { credential, application } : undefined;
  };

  routes.get(consentRoute, (context) => {
    const found = find(context, context.req.query("credentialToken"));
    if (!found) return context.html(unknownPage(), 404);
    const pending = found.credential.decision === "pendingValidation";
    return context.html((pending ? consentPage : donePage)(found.application, found.credential));
  });

  routes.post(consentRoute, async (context) => {
    checkFormOrigin(context.env.received, publicOrigin);
    const form = new URLSearchParams(new TextDecoder().decode(await readBody(context.env.received)));
    const found = find(context, form.get("credentialToken"));
    if (!found) return context.html(unknownPage(), 404);
    const { application, credential } = found;
    const decision = form.get("decision");
    if (!isDecision(decision)) return context.html(consentPage(application, credential), 400);
    // The first decision counts; a form that is sent again changes nothing.
    if (credential.decision === "pendingValidation") credential.decision = decision;
    return credential.redirection === null
      ? context.html(donePage(application, credential))
      : context.redirect(credential.redirection, 303);
  });

  return routes;
}
