/** A registered application; `applicationId` to `status` are what `/me/api/application/{applicationId}` answers. */
export interface Application {
  readonly applicationId: number;
  readonly applicationKey: string;
  readonly applicationSecret: string;
  readonly name: string;
  readonly description: string;
  readonly status: "active" | "blocked" | "inactive" | "trusted";
}

/** What the API shows of an application: all but its secret. */
export function applicationFields(application: Application): Record<string, unknown> {
  const { applicationId, applicationKey, name, description, status } = application;
  return { applicationId, applicationKey, name, description, status };
}
