// Pins as OVH would serve them: what is pulled in tests, and compared in the bench, without a network.
import { createServer } from "node:http";
import { parseField } from "../dist/pin/notation.js";
