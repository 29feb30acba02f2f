import type { JsonSchema, OpenApiDocument } from "../schema/openapi.js";

const credentialStates = ["expired", "pendingValidation", "refused", "validated"];

const accessRule: JsonSchema = {
  type: "object",
  properties: {
    method: { type: "string", enum: ["GET", "POST", "PUT", "DELETE"] },
    path: { type: "string", pattern: "^/" },
  },
  required: ["method", "path"],
  additionalProperties: false,
};

const credentialRequest: JsonSchema = {
  type: "object",
  properties: {
    accessRules: { type: "array", items: accessRule, minItems: 1 },
    redirection: { type: ["string", "null"] },
    allowedIPs: { type: ["array", "null"], items: { type: "string", format: "ip-block" } },
  },
  required: ["accessRules"],
};

const credentialAnswer: JsonSchema = {
  type: "object",
  properties: {
    consumerKey: { type: "string" },
    validationUrl: { type: "string" },
    state: { type: "string", enum: credentialStates },
  },
  required: ["consumerKey", "validationUrl", "state"],
};

const json = (schema: JsonSchema): { content: { "application/json": { schema: JsonSchema } } } => ({
  content: { "application/json": { schema } },
});

/**
 * The two calls that every endpoint answers before anyone has a key. They stand before the pin, which says less about
 * them than OVH checks: that there is at least one rule, and that a path begins with a slash.
 */
export const alwaysThere: OpenApiDocument = {
  paths: {
    "/auth/time": {
      get: { responses: { 200: json({ type: "integer", format: "int64" }) }, security: [] },
    },
    "/auth/credential": {
      post: {
        requestBody: { required: true, ...json(credentialRequest) },
        responses: { 200: json(credentialAnswer) },
        security: [],
      },
    },
  },
};
