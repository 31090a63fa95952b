import assert from "node:assert/strict";
import { fileInput } from "./file_input.ts";
import { inputOf, INPUTS } from "./inputs.ts";
import { stdinInput } from "./stdin_input.ts";

for (
  const [path, input] of [
    ["-", stdinInput],
    ["./-", fileInput],
    ["/var/log/syslog", fileInput],
    ["not there yet.log", fileInput],
    ["", fileInput],
  ] as const
) {
  Deno.test(`inputOf() knows what "${path}" stands for`, () => assert.equal(inputOf(path), input));
}

Deno.test("INPUTS ends with the one that takes every path", () => assert.equal(INPUTS.at(-1), fileInput));
