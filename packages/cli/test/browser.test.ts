import { describe, expect, test } from "vitest";
import { mayBeOpened } from "../src/login/browser.js";

const ovh = "https://eu.api.ovh.com/1.0";
const sandbox = "http://127.0.0.1:8080/1.0";

describe("the link that login opens", () => {
  test.for([
    ["https://eu.api.ovh.com/auth/?credentialToken=a", ovh, true],
    ["https://ovh.com/auth/", ovh, true],
    ["https://www.ovh.ca/auth/", ovh, true],
    ["https://auth.eu.ovhcloud.com/api/", ovh, true],
    ["https://eu.api.soyoustart.com/auth/", ovh, true],
    ["https://eu.api.kimsufi.com/auth/", ovh, true],
    ["https://api.runabove.com/login/", ovh, true],
    ["http://127.0.0.1:8080/auth/", sandbox, true],
    ["http://localhost:8080/auth/", sandbox, true],
    ["http://eu.api.ovh.com/auth/", ovh, false],
    ["https://evilovh.com/auth/", ovh, false],
    ["https://ovh.com.evil.example/auth/", ovh, false],
    ["https://ovh.com@evil.example/auth/", ovh, false],
    ["https://evil.example/?ovh.com", ovh, false],
    ["http://127.0.0.1:8080/auth/", ovh, false],
    ["file:///etc/passwd", sandbox, false],
    ["javascript:alert(1)", ovh, false],
  ] as const)("%s from %s: %s", ([link, baseUrl, expected]) => {
    expect(mayBeOpened(new URL(link), baseUrl)).toBe(expected);
  });
});
