/** Where a value was found. */
export type Origin =
  | { readonly from: "argument"; readonly option: string }
  | { readonly from: "environment"; readonly variable: string }
  | { readonly from: "file"; readonly file: string; readonly section: string; readonly key: string };

/** Says where: `applicationKey`, `OVH_APPLICATION_KEY`, `application_key of [ovh-eu] in /etc/ovh.conf`. */
export function describeOrigin(origin: Origin): string {
  switch (origin.from) {
    case "argument":
      return origin.option;
    case "environment":
      return origin.variable;
    case "file":
      return `${origin.key} of [${origin.section}] in ${origin.file}`;
  }
}
