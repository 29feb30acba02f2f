import { readOnly, recursive } from "@ovh-typed/core/auth";
import { createClient } from "@ovh-typed/ovh-eu";

const { auth } = createClient();

// Paths of the schema, with stars or values in place of parameters; stars anywhere; whole branches; presets.
void auth.requestConsumerKey({
  accessRules: [
    { method: "GET", path: "/me" },
    { method: "GET", path: "/domain/zone/*/record/*" },
    { method: "GET", path: "/domain/zone/example.com/record" },
    { method: "GET", path: "/domain/zone/*" },
    { method: "POST", path: "/sms*" },
    { method: "DELETE", path: "/*" },
    { method: "GET", path: "/v2/iam/policy" },
  ],
  redirection: "https://example.com/",
  allowedIPs: ["192.0.2.0/24"],
});
void auth.requestConsumerKey({ accessRules: readOnly });
void auth.requestConsumerKey({ accessRules: [...recursive("/sms"), ...recursive("/me", "readOnly")] });
void auth.createTokenUrl(recursive("/"), { name: "backup" });
void auth.rulesFor(["GET /me", "GET /domain/zone/{zoneName}/record"]);

// Rules that are only known when the program runs.
const read: { method: "GET"; path: string }[] = [];
void auth.requestConsumerKey({ accessRules: read });

// @ts-expect-error -- a path that exists nowhere
void auth.requestConsumerKey({ accessRules: [{ method: "GET", path: "/mee" }] });
// @ts-expect-error -- a path that exists nowhere, behind a star
void auth.requestConsumerKey({ accessRules: [{ method: "GET", path: "/domain/zone/*/records" }] });
// @ts-expect-error -- a branch that exists nowhere
void auth.requestConsumerKey({ accessRules: recursive("/smss") });
// @ts-expect-error -- the same in a link
void auth.createTokenUrl([{ method: "GET", path: "/mee" }]);
// @ts-expect-error -- a method that OVH does not have
void auth.requestConsumerKey({ accessRules: [{ method: "PATCH", path: "/me" }] });
// @ts-expect-error -- an operation that does not exist
void auth.rulesFor(["GET /mee"]);
