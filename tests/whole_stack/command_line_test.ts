import assert from "node:assert/strict";
import { join } from "node:path";
import { startProgram } from "./program.ts";
import { runCommand } from "./run_command.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const COMMANDS = [
  "up",
  "demo",
  "agent",
  "api",
  "detector",
  "templates",
  "backtest",
  "compare",
  "anomalies",
  "label",
  "accept",
  "mute",
  "ledger",
  "eval",
  "resend",
  "services",
  "setup",
  "dashboards",
  "settings",
];

Deno.test("each command has a help that ends with 0", async (t) => {
  await using folder = await temporaryFolder();
  for (const name of COMMANDS) {
    await t.step(name, async () => {
      await using program = startProgram([name, "--help"], { folder: folder.path });
      assert.equal((await program.status).code, 0);
      assert.match(program.lines[0], new RegExp(`^Usage: logiq ${name}`));
    });
  }
});

const WRONG: [string, string[], number, RegExp][] = [
  ["an unknown command", ["dance"], 2, /unknown command 'dance'/],
  ["an unknown flag", ["up", "a.log", "--loud"], 2, /unknown option '--loud'/],
  [
    "a value out of range",
    ["up", "a.log", "--port", "70000"],
    2,
    /--port "70000": expected a whole number from 0 to 65535/,
  ],
  [
    "a start of records that is no pattern",
    ["up", "a.log", "--start", "a(?=b)"],
    2,
    /--start "a\(\?=b\)": expected a regular expression/,
  ],
  [
    "a start of records for templates that is none",
    ["templates", "a.log", "--start", "("],
    2,
    /^Cannot begin records with "\("/,
  ],
  ["an unknown demo", ["demo", "demo0"], 2, /"demo0": expected all, or one of/],
  ["no files", ["up"], 2, /missing required argument 'files'/],
  ["a file that does not exist", ["up", "none.log", "--port", "0"], 1, /none\.log/],
  ["a folder as a file", ["up", ".", "--port", "0"], 1, /folder|director/],
  [
    "an api that is not there",
    ["eval", "--api", "http://127.0.0.1:9"],
    1,
    /Cannot reach the api at "http:\/\/127\.0\.0\.1:9"/,
  ],
  [
    "a kind of anomaly that is none",
    ["anomalies", "--kind", "odd"],
    2,
    /'odd' is invalid.*frequency, pattern, overflow/,
  ],
  [
    "a time that is none",
    ["anomalies", "--since", "yesterday"],
    1,
    /^Cannot read "\/api\/incidents\?from=yesterday&limit=1000": the api answered 400: Cannot read from "yesterday": expected/,
  ],
  ["a mute of everything", ["mute"], 1, /Cannot mute everything: expected/],
  [
    "an incident that there is none of",
    ["label", "none", "true"],
    1,
    /^Cannot find incident "none" in store sqlite:.*\.logiq\/logiq\.db: expected/,
  ],
  ["an entry that there is none of", ["ledger", "undo", "none"], 1, /^Cannot undo "none": expected/],
  [
    "a demo written to where nothing can be",
    ["demo", "demo1", "--write", "/dev/null/x.log"],
    1,
    /^Cannot write "\/dev\/null\/x\.log": .*; name a file in a folder/,
  ],
  ["a store that can't be made", ["eval", "--store", "sqlite:/dev/null/x.db"], 1, /sqlite:\/dev\/null\/x\.db/],
];
for (const [what, args, code, message] of WRONG) {
  Deno.test(`the command line ends with ${code} and one line for ${what}`, async () => {
    await using folder = await temporaryFolder();
    await using program = startProgram(args, { folder: folder.path });
    assert.equal((await program.status).code, code);
    assert.match(program.errors.join("\n"), message);
    assert.equal(program.errors.length, 1);
  });
}

Deno.test("up names a port that is in use, and the remedy", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(join(folder.path, "a.log"), "hello\n");
  const port = String(listener.addr.port);
  await using program = startProgram(["up", "a.log", "--port", port], { folder: folder.path });
  assert.equal((await program.status).code, 1);
  assert.match(program.errors.join("\n"), new RegExp(`${port}.*--port`));
});

Deno.test("demo names a folder that it can't make, and the remedy", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(join(folder.path, ".logiq"), "a file\n");
  await using program = startProgram(["demo", "demo1"], { folder: folder.path });
  assert.equal((await program.status).code, 1);
  assert.match(program.errors.join("\n"), /^Cannot write demo folder ".*demo1_frequency_spike": .*; run the demo in/);
  assert.equal(program.errors.length, 1);
});

Deno.test("templates takes what another program writes", async () => {
  await using folder = await temporaryFolder();
  const given = { folder: folder.path, stdin: "took 3 ms\ntook 5 ms\n" };
  const { code, output, errors } = await runCommand(["templates", "-"], given);
  assert.deepEqual([code, errors], [0, ""]);
  assert.match(output, /took <\*> ms/);
});
