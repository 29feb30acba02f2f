import type { Application } from "./application.js";
import type { Credential } from "./credential.js";
import { randomKey } from "./keys.js";

type NewApplication = Pick<Application, "name" | "description">;
type NewCredential = Omit<Credential, "credentialId" | "consumerKey" | "credentialToken">;

const firstApplicationId = 10_001;
const firstCredentialId = 200_001;

/** As many requested keys wait for a decision at a time; the oldest gives way. */
const mostPending = 1000;

/** The account behind a sandbox: its applications, its credentials, and what was written to its other resources. */
export class Account {
  /** Who it belongs to. */
  readonly person: Readonly<Record<string, unknown>>;
  readonly applications: Map<number, Application> = new Map();
  readonly credentials: Map<number, Credential> = new Map();
  /** Written fields by resource path, such as `/me`. */
  readonly written: Map<string, Readonly<Record<string, unknown>>> = new Map();
  readonly #applicationIds = new Map<string, number>();
  readonly #credentialIds = new Map<string, number>();
  readonly #requested: Credential[] = [];
  #nextApplicationId = firstApplicationId;
  #nextCredentialId = firstCredentialId;

  constructor(person: Account["person"]) {
    this.person = person;
  }

  /** By what OVH calls its owner. */
  get nichandle(): string {
    return String(this.person["nichandle"]);
  }

  addApplication(fields: NewApplication): Application {
    const application: Application = {
      ...fields,
      applicationId: this.#nextApplicationId++,
      applicationKey: randomKey("applicationKey"),
      applicationSecret: randomKey("applicationSecret"),
      status: "active",
    };
    return this.#keepApplication(application);
  }

  addCredential(fields: NewCredential): Credential {
    const credential: Credential = {
      ...fields,
      credentialId: this.#nextCredentialId++,
      consumerKey: randomKey("consumerKey"),
      credentialToken: randomKey("credentialToken"),
    };
    return this.#keepCredential(credential);
  }

  /**
   * Remembers how applications and credentials are.
   *
   * @returns What makes them so again, and forgets what was written
   */
  remember(): () => void {
    const applications = [...this.applications.values()];
    const credentials = [...this.credentials.values()].map((credential) => ({ credential, fields: { ...credential } }));
    return () => {
      for (const application of this.applications.values()) this.deleteApplication(application);
      this.#requested.length = 0;
      this.written.clear();
      for (const application of applications) this.#keepApplication(application);
      for (const { credential, fields } of credentials) this.#keepCredential(Object.assign(credential, fields));
    };
  }

  /** Adds a credential that waits for its owner's decision. */
  requestCredential(fields: Omit<NewCredential, "decision" | "lastUse" | "expiration">): Credential {
    const credential = this.addCredential({
      ...fields,
      decision: "pendingValidation",
      lastUse: null,
      expiration: null,
    });
    const oldest = this.#requested.length < mostPending ? undefined : this.#requested.shift();
    if (oldest?.decision === "pendingValidation") this.deleteCredential(oldest);
    this.#requested.push(credential);
    return credential;
  }

  applicationByKey(applicationKey: string): Application | undefined {
    return this.applications.get(this.#applicationIds.get(applicationKey) ?? Number.NaN);
  }

  credentialByKey(consumerKey: string): Credential | undefined {
    const credential = this.#credentialNamed(consumerKey);
    return credential?.consumerKey === consumerKey ? credential : undefined;
  }

  credentialByToken(token: string): Credential | undefined {
    const credential = this.#credentialNamed(token);
    return credential?.credentialToken === token ? credential : undefined;
  }

  /** Revokes a consumer key: it no longer exists. */
  deleteCredential({ credentialId, consumerKey, credentialToken }: Credential): void {
    this.credentials.delete(credentialId);
    this.#credentialIds.delete(consumerKey);
    this.#credentialIds.delete(credentialToken);
  }

  /** Deletes an application and with it every credential it was given. */
  deleteApplication({ applicationId, applicationKey }: Application): void {
    this.applications.delete(applicationId);
    this.#applicationIds.delete(applicationKey);
    for (const credential of this.credentials.values()) {
      if (credential.applicationId === applicationId) this.deleteCredential(credential);
    }
  }

  #keepApplication(application: Application): Application {
    this.applications.set(application.applicationId, application);
    this.#applicationIds.set(application.applicationKey, application.applicationId);
    return application;
  }

  #keepCredential(credential: Credential): Credential {
    this.credentials.set(credential.credentialId, credential);
    this.#credentialIds.set(credential.consumerKey, credential.credentialId);
    this.#credentialIds.set(credential.credentialToken, credential.credentialId);
    return credential;
  }

  #credentialNamed(key: string): Credential | undefined {
    return this.credentials.get(this.#credentialIds.get(key) ?? Number.NaN);
  }
}
