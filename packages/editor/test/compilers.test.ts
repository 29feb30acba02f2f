import { distinctCompilers } from "../src/compiler.js";
import { testTypes } from "./support/types.js";

for (const compiler of distinctCompilers) testTypes(compiler);
