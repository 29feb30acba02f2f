import type { Fields } from "../schema/fields.js";
import type { Call } from "./call.js";
import { collectionOf } from "./kept.js";
import type { Special } from "./special.js";

// Records are not published when they are changed, but when their zone is refreshed: what no schema says.

/** The path of the records of the zone that a call is about; those of the start are there from now on. */
function recordsOf(call: Call): string {
  const { parameters, store } = call;
  const records = collectionOf(call, "/domain/zone/{zoneName}/record");
  records.itemsAt(parameters.path, store);
  return records.pathOf(parameters.path);
}

const lineOf = ({ subDomain, ttl, fieldType, target }: Fields): string => {
  const name = subDomain === null || subDomain === "" ? "@" : String(subDomain);
  return [name, ...(ttl === 0 || ttl === null ? [] : [ttl]), "IN", fieldType, target].join("\t");
};

/** Publishes the zone's records as they are. */
const refresh: Special = {
  name: "POST /domain/zone/{zoneName}/refresh",
  answer(call) {
    call.store.publish(recordsOf(call));
  },
};

/** The zone as it was published last: as it was at the start, where it never was. */
const exportZone: Special = {
  name: "GET /domain/zone/{zoneName}/export",
  answer(call) {
    const records = call.store.published(recordsOf(call));
    const zone = String(call.parameters.path["zoneName"]);
    const head = ["$TTL 3600", `@\tIN\tSOA\tdns.${zone}. tech.${zone}. (2026010100 86400 3600 3600000 300)`];
    return [...head, ...records.map(lineOf), ""].join("\n");
  },
};

export const dnsOperations: readonly Special[] = [refresh, exportZone];
