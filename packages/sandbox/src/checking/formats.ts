import { isIP, isIPv4, isIPv6 } from "node:net";

interface Format {
  /** Whether a text is of the format. */
  readonly check: (text: string) => boolean;
  /** What an answer carries; addresses and numbers are those reserved for documentation (RFC 5737, 3849, 7042). */
  readonly sample?: string | number;
}

/** Formats by their name in a schema. */
export type Formats = Readonly<Record<string, Format>>;

const isBlock =
  (isAddress: (address: string) => boolean) =>
  (text: string): boolean => {
    const [address = "", length, ...rest] = text.split("/");
    if (rest.length > 0 || !isAddress(address)) return false;
    return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (isIPv4(address) ? 32 : 128));
  };

const matches =
  (pattern: RegExp) =>
  (text: string): boolean =>
    pattern.test(text);

const any = (): boolean => true;

/** A day of the calendar: 2026-02-30 is none. */
const isDay = (text: string): boolean => {
  const day = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? text : Number.NaN);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

const time = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/i;

/** An instant by RFC 3339: a day, a time of day and how far that is from UTC. */
const isInstant = (text: string): boolean => {
  const [, day = "", timeOfDay = ""] = /^(.{10})[t ](.*)$/i.exec(text) ?? [];
  return isDay(day) && time.exec(timeOfDay)?.[1] !== undefined;
};

/** Every format of the pinned schemas: how a text is checked and what a sampled value looks like. */
export const formats: Formats = {
  int64: { check: any, sample: 1 },
  double: { check: any, sample: 0.1 },
  date: { check: isDay, sample: "2026-01-31" },
  "date-time": { check: isInstant, sample: "2026-01-31T12:00:00+00:00" },
  // OVH writes a time of day without a zone, which RFC 3339 would ask for.
  time: { check: matches(time), sample: "12:00:00" },
  duration: {
    check: matches(/^P(?!$)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$|^P\d+W$/),
    sample: "P1D",
  },
  uuid: {
    check: matches(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i),
    sample: "00000000-0000-4000-8000-000000000001",
  },
  email: { check: matches(/^[^\s@]+@[^\s@]+$/), sample: "ada@example.com" },
  ip: { check: (text) => isIP(text) !== 0, sample: "192.0.2.1" },
  ipv4: { check: (text) => isIPv4(text), sample: "192.0.2.1" },
  ipv6: { check: (text) => isIPv6(text), sample: "2001:db8::1" },
  "ip-block": { check: isBlock((address) => isIP(address) !== 0), sample: "192.0.2.0/24" },
  "ipv4-block": { check: isBlock(isIPv4), sample: "192.0.2.0/24" },
  "ipv6-block": { check: isBlock(isIPv6), sample: "2001:db8::/64" },
  "ip-interface": { check: isBlock((address) => isIP(address) !== 0), sample: "192.0.2.1/24" },
  "mac-address": { check: matches(/^[0-9a-f]{2}([:-][0-9a-f]{2}){5}$/i), sample: "00:00:5e:00:53:01" },
  "phone-number": { check: matches(/^[+0-9][-0-9 .()]*$/), sample: "0033123456789" },
  "international-phone-number": { check: matches(/^\+?[0-9][-0-9 .()]*$/), sample: "+33.123456789" },
  password: { check: any, sample: "sandbox-password" },
  text: { check: any },
};

/** The same for what travels outside a body: programs in public send a day for an instant, and OVH's own tolerance is unknown. */
export const parameterFormats: Formats = {
  ...formats,
  "date-time": { check: (text) => isInstant(text) || isDay(text) },
};
