import { isIP, isIPv4, isIPv6 } from "node:net";
import { fullFormats } from "ajv-formats/dist/formats.js";

type FormatCheck = (typeof fullFormats)[keyof typeof fullFormats] | ((value: string) => boolean);

interface OvhFormat {
  /** What ajv checks; `true` takes everything. */
  readonly check: FormatCheck;
  /** What an answer carries; addresses and numbers are those reserved for documentation (RFC 5737, 3849, 7042). */
  readonly sample?: string | number;
}

const isBlock =
  (isAddress: (address: string) => boolean) =>
  (value: string): boolean => {
    const [address = "", length, ...rest] = value.split("/");
    if (rest.length > 0 || !isAddress(address)) return false;
    return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (isIPv4(address) ? 32 : 128));
  };

/** Every format of the pinned schemas: how a value is checked and what a sampled one looks like. */
export const formats: Readonly<Record<string, OvhFormat>> = {
  int64: { check: fullFormats.int64, sample: 1 },
  double: { check: fullFormats.double, sample: 0.1 },
  date: { check: fullFormats.date, sample: "2026-01-31" },
  "date-time": { check: fullFormats["date-time"], sample: "2026-01-31T12:00:00+00:00" },
  // OVH writes a time of day without a zone, which RFC 3339 would ask for.
  time: { check: fullFormats["iso-time"], sample: "12:00:00" },
  duration: { check: fullFormats.duration, sample: "P1D" },
  uuid: { check: fullFormats.uuid, sample: "00000000-0000-4000-8000-000000000001" },
  email: { check: fullFormats.email, sample: "ada@example.com" },
  ip: { check: (value) => isIP(value) !== 0, sample: "192.0.2.1" },
  ipv4: { check: (value) => isIPv4(value), sample: "192.0.2.1" },
  ipv6: { check: (value) => isIPv6(value), sample: "2001:db8::1" },
  "ip-block": { check: isBlock((address) => isIP(address) !== 0), sample: "192.0.2.0/24" },
  "ipv4-block": { check: isBlock(isIPv4), sample: "192.0.2.0/24" },
  "ipv6-block": { check: isBlock(isIPv6), sample: "2001:db8::/64" },
  "ip-interface": { check: isBlock((address) => isIP(address) !== 0), sample: "192.0.2.1/24" },
  "mac-address": { check: /^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i, sample: "00:00:5e:00:53:01" },
  "phone-number": { check: /^[+0-9][-0-9 .()]*$/, sample: "0033123456789" },
  "international-phone-number": { check: /^\+?[0-9][-0-9 .()]*$/, sample: "+33.123456789" },
  password: { check: true, sample: "sandbox-password" },
  text: { check: true },
};
