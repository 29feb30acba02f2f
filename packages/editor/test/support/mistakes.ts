/** A mistake in a call, and what an editor says of it. */
export interface Mistake {
  readonly what: string;
  readonly code: string;
  /** What the editor underlines. */
  readonly culprit: string;
  readonly message: string;
}

/** The commonest mistakes with the exact words of every compiler: they agree. */
export const mistakes: readonly Mistake[] = [
  {
    what: "a path",
    code: `await ovh.GET("/domain/zones/{zoneName}");`,
    culprit: `"/domain/zones/{zoneName}"`,
    message: `Argument of type '"/domain/zones/{zoneName}"' is not assignable to parameter of type 'keyof GetOperations'.`,
  },
  {
    what: "a path, in the second shape",
    code: `await ovh.get["/mee"]();`,
    culprit: `"/mee"`,
    message: "Property '/mee' does not exist on type 'OperationLookup<GetOperations>'. Did you mean '/me'?",
  },
  {
    what: "a finished path",
    code: `await ovh.GET("/domain/zone/example.com");`,
    culprit: `"/domain/zone/example.com"`,
    message: `Argument of type '"/domain/zone/example.com"' is not assignable to parameter of type 'keyof GetOperations'.`,
  },
  {
    what: "missing parameters",
    code: `await ovh.GET("/domain/zone/{zoneName}");`,
    culprit: `GET`,
    message: "Expected 2 arguments, but got 1.",
  },
  {
    what: "missing parameters, in the second shape",
    code: `await ovh.get["/domain/zone/{zoneName}"]();`,
    culprit: `ovh.get["/domain`,
    message: "Expected 1 arguments, but got 0.",
  },
  {
    what: "a method that a path does not have",
    code: `await ovh.DELETE("/me");`,
    culprit: `"/me"`,
    message: `Argument of type '"/me"' is not assignable to parameter of type 'keyof DeleteOperations'.`,
  },
  {
    what: "a member of an enum in a query",
    code: `await ovh.GET("/me/api/credential", { params: { query: { status: "valid" } } });`,
    culprit: `status: "valid"`,
    message: `Type '"valid"' is not assignable to type 'AuthCredentialStateEnum$Input | undefined'.`,
  },
  {
    what: "the name of a parameter",
    code: `await ovh.GET("/domain/zone/{zoneName}", { params: { path: { zone: "example.com" } } });`,
    culprit: `zone: "example.com"`,
    message:
      "Object literal may only specify known properties, and 'zone' does not exist in type '{ zoneName: string; }'.",
  },
  {
    what: "parameters out of their place",
    code: `await ovh.GET("/domain/zone/{zoneName}", { path: { zoneName: "example.com" } });`,
    culprit: `path: { zoneName`,
    message:
      "Object literal may only specify known properties, and 'path' does not exist in type '{ params: { path: { zoneName: string; }; }; } & RequestOptions'.",
  },
  {
    what: "the type of a parameter",
    code: `await ovh.GET("/me/api/credential/{credentialId}", { params: { path: { credentialId: "12" } } });`,
    culprit: `credentialId: "12"`,
    message: "Type 'string' is not assignable to type 'Long'.",
  },
  {
    what: "a field of a body",
    code: `const path = { zoneName: "example.com" };
await ovh.POST("/domain/zone/{zoneName}/record", {
  params: { path },
  body: { fieldType: "A", target: "192.0.2.1", timeToLive: 60 },
});`,
    culprit: "timeToLive: 60",
    message:
      "Object literal may only specify known properties, and 'timeToLive' does not exist in type 'Domain_zone_RecordCreate$Input'.",
  },
  {
    what: "a missing field of a body",
    code: `const path = { zoneName: "example.com" };
await ovh.POST("/domain/zone/{zoneName}/record", { params: { path }, body: { fieldType: "A" } });`,
    culprit: `body: { fieldType`,
    message:
      "Property 'target' is missing in type '{ fieldType: \"A\"; }' but required in type 'Domain_zone_RecordCreate$Input'.",
  },
  {
    what: "the path of an access rule",
    code: `await ovh.auth.requestConsumerKey({ accessRules: [{ method: "GET", path: "/mee" }] });`,
    culprit: `path: "/mee"`,
    message: `Type '"/mee"' is not assignable to type '"/mee" & { readonly "No path of this endpoint is covered by": "/mee"; }'.
  Type 'string' is not assignable to type '{ readonly "No path of this endpoint is covered by": "/mee"; }'.`,
  },
  {
    what: "a field of a response",
    code: `const { data: me, error } = await ovh.GET("/me");
if (error) throw error;
console.log(me.firstName);`,
    culprit: "firstName",
    message: "Property 'firstName' does not exist on type 'NichandleNichandle'. Did you mean 'firstname'?",
  },
];
