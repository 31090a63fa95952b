import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { runCommand } from "./run_command.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const AT = Date.UTC(2026, 2, 1);
const HOUR = 3_600_000;
const INCIDENT = { start: "2026-03-01T05:00:00Z", end: "2026-03-01T05:10:00Z", message: "disk" };

/** Six hours of a service at two lines a second that drift a little, and ten minutes in which a disk fails. */
function serviceLog(): string {
  const lines: string[] = [];
  for (let ms = AT, i = 0; ms < AT + 6 * HOUR; ms += 450 + (i * 7919) % 100, i++) {
    const time = new Date(ms).toISOString();
    lines.push(
      i % 3 === 0 ? `${time} INFO session ${i} closed` : `${time} INFO GET /items/${i * 31 % 997} in ${i % 89} ms`,
    );
    const hour = (ms - AT) / HOUR;
    if (hour >= 5 && hour < 5 + 1 / 6) lines.push(`${time} ERROR write to disk ${i % 4} failed`);
  }
  return lines.join("\n") + "\n";
}

const LOG = serviceLog();

async function withLog(test: (folder: string) => Promise<void>): Promise<void> {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(join(folder.path, "service.log"), LOG);
  await test(folder.path);
}

Deno.test("backtest prints an incident, what it says, and a summary with the budget", () =>
  withLog(async (folder) => {
    const { code, output, errors } = await runCommand(["backtest", "service.log"], { folder });
    assert.equal(code, 0, errors);
    assert.match(output, /^2026-03-01 05:00:\d\d UTC {2}called .* later, lasted .* {2}\w+ {2}.*write to disk/m);
    assert.match(
      output,
      /^\d+ incidents?, [\d.]+ a day: 6 h from 2026-03-01 00:00:\d\d .* UTC, [\d,]+ lines of 1 source, [\d,]+ lines\/s$/m,
    );
    assert.match(output, /^budget: .*1 false .*; \d+ incidents? seen, [\d.]+ a day$/m);
    assert.equal(errors, "");
  }));

Deno.test("backtest finds the same in a file, in a compressed one, and in standard input", () =>
  withLog(async (folder) => {
    await Deno.writeFile(join(folder, "zipped.log.gz"), gzipSync(LOG));
    const runs = [
      await runCommand(["backtest", "--json", "service.log"], { folder }),
      await runCommand(["backtest", "--json", "zipped.log.gz"], { folder }),
      await runCommand(["backtest", "--json", "-"], { folder, stdin: LOG }),
    ];
    const found = runs.map(({ output }) => output.trim().split("\n").map((line) => JSON.parse(line)));
    const [first] = found[0]!;
    assert.deepEqual(found.map(([{ sources }]) => sources), [["service.log"], ["zipped.log"], ["stdin"]]);
    for (const incidents of found) {
      assert.deepEqual(
        incidents.map(({ time, called, kind }) => [time, called, kind]),
        found[0]!.map(({ time, called, kind }) => [time, called, kind]),
      );
    }
    assert.ok(first.time.startsWith("2026-03-01T05:00") && first.text.includes("write to disk <*> failed"));
    for (const field of ["time_end", "called", "severity", "evidence"]) assert.ok(first[field] !== undefined, field);
    const samples = first.evidence.map(({ sample }: { sample: string }) => sample);
    assert.ok(samples.some((sample: string) => /ERROR write to disk \d failed/.test(sample)), samples.join("\n"));
  }));

Deno.test("backtest holds incidents against labels, and writes a report", () =>
  withLog(async (folder) => {
    await Deno.writeTextFile(join(folder, "labels.json"), JSON.stringify([INCIDENT]));
    const args = ["backtest", "service.log", "--labels", "labels.json", "--html", "report.html"];
    const { code, output, errors } = await runCommand(args, { folder });
    assert.equal(code, 0, errors);
    assert.match(
      output,
      /^labels: 1 of 1 found, precision \S+, recall 1.000, F1 \S+, median delay \S+ \S+, .* false alarms a day$/m,
    );
    assert.match(output, /RIGHT \(label 1\)/);
    const page = await Deno.readTextFile(join(folder, "report.html"));
    assert.ok(page.includes("write to disk &lt;*&gt; failed") && page.includes("<svg"));
    const { output: json } = await runCommand([...args.slice(0, 4), "--json"], { folder });
    const objects = json.trim().split("\n").map((line) => JSON.parse(line));
    assert.deepEqual(objects[0].labels, ["label 1"]);
    assert.equal(objects.at(-1).score.recall, 1);
  }));

Deno.test("backtest takes several logs as several sources", () =>
  withLog(async (folder) => {
    await Deno.writeTextFile(join(folder, "other.log"), LOG.replaceAll("session", "basket"));
    const { output } = await runCommand(["backtest", "service.log", "other.log"], { folder });
    assert.match(output, /lines of 2 sources/);
    assert.match(output, /also in/);
  }));

Deno.test("backtest refuses a long log without times long before its end, and takes a field that --field names", () =>
  withLog(async (folder) => {
    const stdin = "no time at all\n".repeat(200_000) + LOG;
    const { code, errors } = await runCommand(["backtest", "-"], { folder, stdin });
    assert.equal(code, 1);
    assert.match(errors, /^Cannot evaluate "stdin": no line has a time stamp/m);
    const rows = LOG.trim().split("\n").map((line) =>
      JSON.stringify({ when: line.slice(0, 24), says: line.slice(25) })
    );
    await Deno.writeTextFile(join(folder, "rows.log"), rows.join("\n") + "\n");
    const args = ["backtest", "rows.log", "--field", "time=when,message=says"];
    assert.match((await runCommand(args, { folder })).output, /write to disk <\*> failed/);
  }));

const BAD: [string, string[], Record<string, string>, RegExp][] = [
  [
    "a log without time stamps",
    ["a.log"],
    { "a.log": "one\ntwo\n" },
    /^Cannot evaluate "a\.log": no line has a time stamp.*"2026-03-01T10:11:12Z"/,
  ],
  [
    "one log of two without time stamps",
    ["a.log", "b.log"],
    { "a.log": "one\n", "b.log": LOG },
    /^Cannot evaluate "a\.log":/,
  ],
  ["a log that is not there", ["a.log"], {}, /^Cannot read ".*a\.log": no such file/],
  ["a folder", ["."], {}, /director/],
  [
    "labels that are none",
    ["a.log", "--labels", "l.json"],
    { "a.log": LOG, "l.json": "{}" },
    /^Cannot read labels: expected an array/,
  ],
  [
    "labels that are not there",
    ["a.log", "--labels", "l.json"],
    { "a.log": LOG },
    /^Cannot read ".*l\.json": no such file/,
  ],
  [
    "a report to where nothing can be",
    ["a.log", "--html", "/dev/null/x"],
    { "a.log": LOG },
    /^Cannot write "\/dev\/null\/x": /,
  ],
];
for (const [what, args, files, message] of BAD) {
  Deno.test(`backtest ends with 1 and one line for ${what}`, async () => {
    await using folder = await temporaryFolder();
    for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(join(folder.path, name), text);
    const { code, errors } = await runCommand(["backtest", ...args], { folder: folder.path });
    assert.equal(code, 1, errors);
    assert.match(errors, message);
    assert.equal(errors.trim().split("\n").length, 1);
  });
}

Deno.test("backtest --series scores each row of standard input", async () => {
  await using folder = await temporaryFolder();
  const rows = Array.from(
    { length: 200 },
    (_, i) => `${AT / 1000 + 60 * i},${i === 150 ? 900 : i === 20 ? "" : 100 + i % 7}`,
  );
  const stdin = `timestamp,value\n${rows.join("\n")}\n`;
  const { code, output } = await runCommand(["backtest", "--series", "-"], { folder: folder.path, stdin });
  const scores = output.trim().split("\n").map(Number);
  assert.deepEqual([code, scores.length, scores[20]], [0, 200, 0]);
  assert.deepEqual(scores.flatMap((score, i) => score >= 1 ? [i] : []), [150]);
});
