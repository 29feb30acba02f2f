/** How a primitive of the dialect travels: a JSON type and, where it narrows it, a format. */
export interface PrimitiveSchema {
  readonly type?: "string" | "integer" | "number" | "boolean" | "null";
  readonly format?: string;
}

/** Every primitive of OVH's dialect and its JSON Schema. `any` is every value; `void` is the lack of one. */
export const primitives: ReadonlyMap<string, PrimitiveSchema> = new Map<string, PrimitiveSchema>([
  ["any", {}],
  ["boolean", { type: "boolean" }],
  ["date", { type: "string", format: "date" }],
  ["datetime", { type: "string", format: "date-time" }],
  ["double", { type: "number", format: "double" }],
  ["duration", { type: "string", format: "duration" }],
  ["email", { type: "string", format: "email" }],
  ["internationalPhoneNumber", { type: "string", format: "international-phone-number" }],
  ["ip", { type: "string", format: "ip" }],
  ["ipBlock", { type: "string", format: "ip-block" }],
  ["ipInterface", { type: "string", format: "ip-interface" }],
  ["ipv4", { type: "string", format: "ipv4" }],
  ["ipv4Block", { type: "string", format: "ipv4-block" }],
  ["ipv6", { type: "string", format: "ipv6" }],
  ["ipv6Block", { type: "string", format: "ipv6-block" }],
  ["long", { type: "integer", format: "int64" }],
  ["macAddress", { type: "string", format: "mac-address" }],
  ["password", { type: "string", format: "password" }],
  ["phoneNumber", { type: "string", format: "phone-number" }],
  ["string", { type: "string" }],
  ["text", { type: "string", format: "text" }],
  ["time", { type: "string", format: "time" }],
  ["uuid", { type: "string", format: "uuid" }],
  ["void", { type: "null" }],
]);
