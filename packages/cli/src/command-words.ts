/** What the client calls by the names of a program, and what a person at a terminal has for it. */
const words: readonly (readonly [RegExp, string])[] = [
  [/the client lacks credentials: .* or accessToken/, "there are no credentials: log in with ovh-typed login"],
  [/the client lacks a consumer key: .* requests one/, "there is no consumer key: request one with ovh-typed login"],
  [/auth\.explain, which shows what is signed; behind a proxy set signedUrl/, "ovh-typed doctor"],
  [/; auth\.rulesFor says which/, ": ovh-typed login --rules"],
  [/auth\.rulesFor makes/, "ovh-typed rules makes"],
  [/auth\.requestConsumerKey/, "ovh-typed login"],
  [
    /Check applicationKey and the endpoint, or .* page/,
    "Check the application key and the endpoint with ovh-typed doctor",
  ],
  [/ outside (?:its|the consumer key's) allowedIPs/, " that the consumer key is not restricted to"],
  [/ \(auth: false\)/, ""],
  [/check baseUrl/, "check --base-url"],
  [/endpoint or baseUrl/, "endpoint or --base-url"],
  [/with acceptRemovals/, "with --accept-removals"],
  [/as params\.query/, "with --query"],
  [/The path parameter "(.*?)" of \S+/, "--param $1"],
  [/The query parameter "(.*?)"/, "--query $1"],
];

/** What an error says, in the words of the command. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return words.reduce((text, [ofPrograms, ofPeople]) => text.replace(ofPrograms, ofPeople), message);
}
