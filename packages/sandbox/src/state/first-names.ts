/** What things are called that are there from the start: by the parameter of their path, or by its list. */
const names: Readonly<Record<string, string>> = {
  zoneName: "example.com",
  zone: "example.com",
  domain: "example.com",
  domainName: "example.com",
  permissionsGroupURN: "urn:v1:eu:permissionsGroup:la12345-ovh/1",
  resourceURN: "urn:v1:eu:resource:vps:service-1",
  "/domain": "example.com",
  "/hosting/web": "example.com",
  "/email/domain": "example.com",
};

/** What the first thing of its kind is like, where a sample would make no sense, by its list. */
export const firstFields: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "/order/cart": { readOnly: false },
  "/domain/zone/{zoneName}/record": { fieldType: "A", subDomain: "www", target: "192.0.2.1", ttl: 0 },
};

/** A name for the first thing of its kind: `serviceName` → `service-1`, `projectId` → `project-1`. */
export function firstName(list: string, parameter: string): string {
  const name = [list, parameter].find((key) => Object.hasOwn(names, key));
  if (name !== undefined) return names[name]!;
  const words = parameter.replaceAll(/([a-z])([A-Z])/g, "$1-$2").toLowerCase();
  return `${words.replace(/-(?:name|id)$/, "")}-1`;
}
