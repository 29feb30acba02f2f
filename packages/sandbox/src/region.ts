// The schemas of installed packages, for programs that start no sandbox: the command, above all.
export { generatedRegion, installedRegion, type InstalledRegion } from "./schema/installed-region.js";
export type { ApiName, SchemaSource } from "./schema/source.js";
