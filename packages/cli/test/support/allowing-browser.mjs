// Stands for a browser and the person before it: opens the page it is given and presses "Allow".
const [, , url] = process.argv;
const page = await (await fetch(url)).text();
const credentialToken = /name="credentialToken" value="([^"]+)"/.exec(page)[1];
await fetch(new URL("/auth/", url), {
  method: "POST",
  body: new URLSearchParams({ credentialToken, decision: "validated" }),
});
