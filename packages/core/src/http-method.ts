/** The methods that OVH's API knows. */
export const methods = ["GET", "POST", "PUT", "DELETE"] as const;

/** A method of OVH's API. */
export type HttpMethod = (typeof methods)[number];
