/** Where the consent page is, on OVH and here. */
export const consentRoute = "/auth/";

/** Path and query of the consent page of one requested key. */
export function consentPath(credentialToken: string): string {
  return `${consentRoute}?${new URLSearchParams({ credentialToken })}`;
}
