// What a client loads to wait, and to change resources of v2: the functions behind it.
export { update } from "../update.js";
export { resumeWait, waitFor } from "./wait-for.js";
