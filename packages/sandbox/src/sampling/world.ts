import type { EndpointName } from "@ovh-typed/core";
import { personOf } from "../account/person.js";

/** What sampled values are like in a sandbox. */
export interface World {
  /** Members of enums that are taken before others, in small letters, the first first. */
  readonly usual: readonly string[];
  /** Texts by the names of the properties that hold them. */
  readonly texts: Readonly<Record<string, string>>;
  /** The instant that dates lie around, in milliseconds since 1970. */
  readonly now: number;
}

/** States of what is well, and of what has been done. */
const healthy =
  "ok active ready running enabled enable validated delivered done completed complete succeeded success successful " +
  "up online installed available open valid operational on poweron poweredon started created deployed connected " +
  "configured applied allowed healthy stable supported paid in_sync registered not_suspended unblocked unlocked " +
  "associated mounted alive activated subscribed automatic_renew hosted eligible protected";

const europe = ["eur", "fr", "fr_fr", "france", "europe/paris"];
const canada = ["cad", "ca", "fr_ca", "canada", "america/montreal"];

/** Money, country and language of an endpoint's customers. */
const customs: Readonly<Record<EndpointName, readonly string[]>> = {
  "ovh-eu": europe,
  "ovh-ca": canada,
  "ovh-us": ["usd", "us", "en_us", "united states", "america/new_york"],
  "soyoustart-eu": europe,
  "soyoustart-ca": canada,
  "kimsufi-eu": europe,
  "kimsufi-ca": canada,
  "runabove-ca": canada,
};

/** What values are like at an endpoint, at an instant. */
export function worldOf(endpoint: EndpointName, now: number): World {
  return { usual: [...customs[endpoint], ...healthy.split(" ")], texts: textsOf(endpoint), now };
}

/** A region of an endpoint's cloud, by the end of its name. */
const regions: Readonly<Record<string, string>> = { eu: "GRA11", ca: "BHS5", us: "US-EAST-VA-1" };

/** The names that OVH has for what is known of a person, by that of `/me`. */
const namesOfPerson: Readonly<Record<string, string>> = {
  nichandle: "nichandle contactAdmin contactBilling contactTech nic",
  firstname: "firstname firstName",
  name: "lastname lastName familyName surname",
  organisation: "organisation organisationName companyName",
  email: "email spareEmail",
  city: "city cityName",
  zip: "zip zipCode postalCode",
  phone: "phone phoneNumber",
};

/** The account's owner, by whatever name; addresses that are ones. */
function textsOf(endpoint: EndpointName): World["texts"] {
  const person = personOf(endpoint);
  const ofPerson = Object.entries(namesOfPerson).flatMap(([name, others]) =>
    others.split(" ").map((other) => [other, String(person[name])] as const),
  );
  const urls = ["url", "uri", "link", "pdfUrl"].map((name) => [name, "https://example.com/"] as const);
  const region = regions[endpoint.slice(-2)] ?? "";
  return Object.fromEntries([...ofPerson, ...urls, ["region", region], ["domain", "example.com"]]);
}

/** The member of an enum that says that all is as it should be, else the first that says anything. */
export function usualMember(members: readonly unknown[], { usual }: World): unknown {
  const byName = new Map(members.map((member) => [String(member).toLowerCase(), member] as const).toReversed());
  const name = usual.find((one) => byName.has(one));
  return name === undefined ? (members.find((member) => member !== null) ?? null) : byName.get(name);
}

const day = 86_400_000;

/** What ends lies ahead; what has begun, or was changed, lies behind. */
const distances: readonly (readonly [RegExp, number])[] = [
  [/expir|end|until|deadline|next|renew|termination|deletion|due|validity/i, 365],
  [/last|updat|modif|changed|done/i, -1],
  [/(?:)/, -30],
];

/** An instant that suits a property of this name. */
export function usualInstant(name: string, { now }: World): Date {
  const [, days = 0] = distances.find(([pattern]) => pattern.test(name)) ?? [];
  return new Date(Math.floor(now / 1000) * 1000 + days * day);
}
