// OVH's SDK brings no types.
declare module "ovh" {
  interface OfficialClient {
    requestPromised(method: string, path: string, parameters?: object): Promise<unknown>;
  }
  export default function ovh(options: Readonly<Record<string, string | number>>): OfficialClient;
}
