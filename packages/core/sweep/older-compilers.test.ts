import { testDeclarations } from "../test/support/a-compiler.js";

testDeclarations("typescript-5.9");
testDeclarations("typescript-6.0");
