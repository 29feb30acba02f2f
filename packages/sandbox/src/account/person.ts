/** Who the account belongs to, in the words of every endpoint's `/me`; a pin takes the fields that it declares. */
export const person: Readonly<Record<string, unknown>> = {
  nichandle: "la12345-ovh",
  accountIdentifier: "la12345-ovh",
  firstname: "Ada",
  name: "Lovelace",
  email: "ada@example.com",
  organisation: "Analytical Engines",
  address: "12 St James's Square",
  city: "London",
  zip: "SW1Y 4JH",
  postalCode: "SW1Y 4JH",
};
