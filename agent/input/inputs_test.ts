import assert from "node:assert/strict";
import { userPath } from "../../settings/user_path.ts";
import { fileInput } from "./file_input.ts";
import { inputHelp, inputOf, inputPath, INPUTS } from "./inputs.ts";
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

Deno.test("inputPath() takes paths in the user's folder, and leaves what is none as it is", () => {
  const horn = { ...stdinInput, matches: (path: string) => path.startsWith("horn:") };
  const paths = ["a.log", "/b.log", "-", "horn:7"].map((argument) =>
    inputPath(argument, [stdinInput, horn, fileInput])
  );
  assert.deepEqual(paths, [userPath("a.log"), "/b.log", "-", "horn:7"]);
});

Deno.test("inputHelp() says what there is beside files", () => {
  const horn = { ...fileInput, help: '"horn:PORT" is a horn' };
  assert.equal(
    inputHelp([stdinInput, horn, fileInput]),
    'log files to follow; "-" is standard input; "horn:PORT" is a horn',
  );
});
