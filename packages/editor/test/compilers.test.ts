import { compilers } from "../src/compiler.js";
import { testTypes } from "./support/types.js";

testTypes(compilers.at(-1)!);
