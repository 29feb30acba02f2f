import type { EndpointName } from "@ovh-typed/core";
import { methods } from "../schema/openapi.js";
import type { AccessRule } from "./access-rules.js";
import { Account } from "./account.js";
import type { Application } from "./application.js";
import type { Credential, Decision } from "./credential.js";
import { personOf } from "./person.js";

const hour = 3_600_000;
const day = 24 * hour;

const allMethods = methods.map((method) => method.toUpperCase());

/** Every right: each method on every path. */
const everyRight: readonly AccessRule[] = allMethods.map((method) => ({ method, path: "/*" }));

interface InitialCredential {
  readonly application: number;
  readonly rules: readonly AccessRule[];
  readonly decision: Decision;
  /** How long ago, in milliseconds. */
  readonly created: number;
  readonly used: number | null;
  /** How long from now; below zero it is past. */
  readonly expires: number | null;
}

const applications: readonly Pick<Application, "name" | "description">[] = [
  { name: "sandbox", description: "The application whose keys this sandbox hands out" },
  { name: "dns-updater", description: "Keeps the records of a zone up to date" },
  { name: "billing-export", description: "Downloads bills every month" },
  { name: "server-monitor", description: "Watches dedicated servers" },
];

/** The first belongs to the caller; the others are what an account has gathered over time. */
const credentials: readonly InitialCredential[] = [
  { application: 0, rules: everyRight, decision: "validated", created: 0, used: null, expires: null },
  {
    application: 1,
    rules: allMethods.map((method) => ({ method, path: "/domain/zone/*" })),
    decision: "validated",
    created: 90 * day,
    used: 2 * hour,
    expires: null,
  },
  {
    application: 2,
    rules: [
      { method: "GET", path: "/me/bill" },
      { method: "GET", path: "/me/bill/*" },
    ],
    decision: "validated",
    created: 30 * day,
    used: 3 * day,
    expires: 60 * day,
  },
  {
    application: 2,
    rules: [{ method: "GET", path: "/me/*" }],
    decision: "validated",
    created: 400 * day,
    used: 40 * day,
    expires: -35 * day,
  },
  {
    application: 3,
    rules: [{ method: "GET", path: "/dedicated/server/*" }],
    decision: "pendingValidation",
    created: hour,
    used: null,
    expires: null,
  },
  { application: 3, rules: everyRight, decision: "refused", created: 10 * day, used: null, expires: null },
];

/**
 * The account that every sandbox starts with; keys are random, all else is the same each time.
 *
 * @param now Milliseconds since 1970, which the dates are relative to.
 * @returns The account, and the application and credential that the caller may use
 */
export function initialAccount(
  now: number,
  endpoint: EndpointName,
): { account: Account; application: Application; credential: Credential } {
  const account = new Account(personOf(endpoint));
  const added = applications.map((fields) => account.addApplication(fields));
  const granted = credentials.map(({ application, rules, decision, created, used, expires }) =>
    account.addCredential({
      applicationId: added[application]?.applicationId ?? 0,
      rules,
      decision,
      redirection: null,
      allowedIPs: null,
      creation: now - created,
      lastUse: used === null ? null : now - used,
      expiration: expires === null ? null : now + expires,
    }),
  );
  const [application] = added;
  const [credential] = granted;
  if (!application || !credential) throw new Error("The initial account has no application for its caller.");
  return { account, application, credential };
}
