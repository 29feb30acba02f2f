// OVH's SDKs bring no types.
interface OfficialClient {
  requestPromised(method: string, path: string, parameters: object): Promise<unknown>;
}

declare module "ovh" {
  export default function ovh(options: Readonly<Record<string, string | number>>): OfficialClient;
}

declare module "@ovhcloud/node-ovh" {
  export { default } from "ovh";
}
