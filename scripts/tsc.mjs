// Runs the workspace's TypeScript 7 compiler, also where a package depends on another TypeScript of its own.
import "../node_modules/typescript/lib/tsc.js";
