import { BlockList, isIPv4 } from "node:net";

const familyOf = (address: string): "ipv4" | "ipv6" => (isIPv4(address) ? "ipv4" : "ipv6");

/** Whether an address lies in one of the blocks a consumer key is restricted to; no restriction allows all. */
export function allowsAddress(blocks: readonly string[] | null, address: string): boolean {
  if (blocks === null || blocks.length === 0) return true;
  const list = new BlockList();
  for (const block of blocks) {
    const [network = "", length] = block.split("/");
    const family = familyOf(network);
    list.addSubnet(network, Number(length ?? (family === "ipv4" ? 32 : 128)), family);
  }
  return list.check(address, familyOf(address));
}
