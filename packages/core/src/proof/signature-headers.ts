/** The headers that only the client sets. */
export const signatureHeaders: readonly string[] = ["application", "consumer", "timestamp", "signature"].map(
  (name) => `x-ovh-${name}`,
);
