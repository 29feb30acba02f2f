import type { EndpointName } from "@ovh-typed/core";
import type { Fields } from "../schema/fields.js";

/** Who the account belongs to at every endpoint, in the words of `/me`; a pin takes the fields that it declares. */
const ada: Fields = {
  nichandle: "la12345-ovh",
  accountIdentifier: "la12345-ovh",
  customerCode: "1234-5678-90",
  firstname: "Ada",
  name: "Lovelace",
  email: "ada@example.com",
  organisation: "Analytical Engines",
  sex: "female",
  birthDay: "1815-12-10",
  birthCity: "London",
};

/** Where she lives, by where the endpoint's customers are. */
const paris: Fields = {
  address: "12 rue Cujas",
  city: "Paris",
  zip: "75005",
  postalCode: "75005",
  area: "",
  country: "FR",
  phone: "+33.123456789",
  phoneCountry: "FR",
  ovhSubsidiary: "FR",
  language: "fr_FR",
  currency: { code: "EUR", symbol: "€" },
};

const montreal: Fields = {
  address: "12 rue Saint-Paul",
  city: "Montréal",
  zip: "H2Y 1G8",
  postalCode: "H2Y 1G8",
  area: "QC",
  country: "CA",
  phone: "+1.5145550123",
  phoneCountry: "CA",
  ovhSubsidiary: "CA",
  language: "fr_CA",
  currency: { code: "CAD", symbol: "$" },
};

const newYork: Fields = {
  address: "12 Bond Street",
  city: "New York",
  zip: "10012",
  postalCode: "10012",
  area: "NY",
  country: "US",
  phone: "+1.2125550123",
  phoneCountry: "US",
  ovhSubsidiary: "US",
  language: "en_US",
  currency: { code: "USD", symbol: "$" },
};

/** Who the account of an endpoint belongs to. */
export function personOf(endpoint: EndpointName): Fields {
  const home = endpoint === "ovh-us" ? newYork : endpoint.endsWith("-ca") ? montreal : paris;
  return { ...ada, ...home };
}
