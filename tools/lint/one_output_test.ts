import assert from "node:assert/strict";
import { reports } from "./testing/reports.ts";

const OUTPUTS: readonly [source: string, what: string][] = [
  ["console.log(1);", "the console"],
  ["const write = console.error;", "the console"],
  ["Deno.stdout.writeSync(new Uint8Array());", "Deno.stdout"],
  ["await Deno.stderr.write(new Uint8Array());", "Deno.stderr"],
  ["const writer = Deno.stdout.writable.getWriter();", "Deno.stdout"],
  ['Deno.stdout["writeSync"](new Uint8Array());', "Deno.stdout"],
  ["const output = Deno.stderr;", "Deno.stderr"],
  ["function show(output = Deno.stderr) {}", "Deno.stderr"],
  ["const { log } = console;", "the console"],
  ["const { stdout } = Deno;", "Deno's streams"],
  ['process.stdout.write("a");', "the process's streams"],
];

for (const [source, what] of OUTPUTS) {
  Deno.test(`the rule one-output refuses "${source}"`, () => {
    for (const path of ["commands/example.ts", "api/example.ts", "main.ts"]) {
      const message = `${path} writes to ${what}: expected it to print by terminal/print.ts`;
      assert.deepEqual(reports("one-output", path, source), [message]);
    }
    for (const path of ["terminal/print.ts", "bench/main.ts", "tools/a.ts", "agent/example_test.ts"]) {
      assert.deepEqual(reports("one-output", path, source), [], path);
    }
  });
}

Deno.test("the rule one-output takes what only asks for a terminal", () => {
  assert.deepEqual(
    reports(
      "one-output",
      "commands/example.ts",
      "if (Deno.stdout.isTerminal()) paletteFor(Deno.stdout, Deno.consoleSize());",
    ),
    [],
  );
});
