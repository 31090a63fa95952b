import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openSqliteStore } from "../../store/sqlite/sqlite_store.ts";
import { runCommand } from "./run_command.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const HOUR = 3_600_000;

/** Lines of syslog of one machine: of each message this many, mixed evenly. */
function log(messages: Readonly<Record<string, number>>, host = "web1"): string {
  const lines = Object.entries(messages).flatMap(([text, count]) => {
    return Array.from(
      { length: count },
      (_, i) => [(i + 0.5) / count, text.replace("#", String(i * 7919 % 9973))] as const,
    );
  });
  return lines.sort(([a], [b]) => a - b).map(([at, text]) => {
    const time = new Date(Date.UTC(2026, 2, 1) + at * HOUR).toISOString().slice(0, 19);
    return `${time}+00:00 ${host} app[7]: ${text}\n`;
  }).join("");
}

const USUAL = {
  "INFO session # closed": 600,
  "INFO order # shipped": 300,
  "INFO cache # kept": 200,
  "DEBUG poll # done": 50,
};
const BEFORE = log({ ...USUAL, "INFO basket # emptied": 40 });
const AFTER = log({ ...USUAL, "INFO cache # kept": 900, "ERROR write to disk # failed": 2 }, "web2");

async function withFiles(
  files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>,
  test: (folder: string) => Promise<void>,
): Promise<void> {
  await using folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await Deno.writeFile(join(folder.path, name), bytes);
  }
  await test(folder.path);
}

Deno.test("compare tells what changed between two files, new errors first, with counts, ratio, probability and hosts", () =>
  withFiles({ "a.log": BEFORE, "b.log.gz": new Uint8Array(gzipSync(AFTER)) }, async (folder) => {
    const { code, output, errors } = await runCommand(["compare", "a.log", "b.log.gz", "--json"], { folder });
    assert.equal(code, 0, errors);
    const rows = output.trim().split("\n").map((line) => JSON.parse(line));
    const short = rows.map(({ change, text, before, after, hosts }) => [change, text, before, after, hosts]);
    assert.deepEqual(short, [
      ["new", "ERROR write to disk <*> failed", 0, 2, ["web2"]],
      ["more", "INFO cache <*> kept", 200, 900, ["web1", "web2"]],
      ["gone", "INFO basket <*> emptied", 40, 0, ["web1"]],
    ]);
    assert.match(rows[0].sample, /ERROR write to disk \d+ failed/);
    assert.deepEqual(rows.map(({ ratio }) => ratio), [null, 4.5, 0]);
    assert.ok(rows[1].probability < 1e-20 && rows[2].probability < 1e-3 && rows[2].probability > 0);
  }));

Deno.test("compare says the same to a person, and what was compared", () =>
  withFiles({ "a.log": BEFORE, "b.log": AFTER }, async (folder) => {
    const { output } = await runCommand(["compare", "a.log", "b.log"], { folder });
    assert.match(output, /^new error {2}0 -> 2 .*\[web2\] {2}ERROR write to disk <\*> failed$/m);
    assert.match(
      output,
      /^1,190 lines before, 1,852 after, 6 messages: 1 new, 1 more, 1 gone \(1 of the new ones may be chance\)$/m,
    );
  }));

const FAILS: [string, string, string, number][] = [
  ["new-errors", BEFORE, AFTER, 1],
  ["new-errors", BEFORE, BEFORE, 0],
  ["new-errors", BEFORE, log({ ...USUAL, "INFO basket # emptied": 40, "INFO voucher # used": 30 }), 0],
  ["new", BEFORE, log({ ...USUAL, "INFO basket # emptied": 40, "INFO voucher # used": 30 }), 1],
  ["any", BEFORE, log(USUAL), 1],
  ["any", BEFORE, BEFORE, 0],
];
for (const [failOn, before, after, expected] of FAILS) {
  Deno.test(`compare --fail-on ${failOn} ends with ${expected} for ${after.length - before.length} bytes more`, () =>
    withFiles({ "a.log": before, "b.log": after }, async (folder) => {
      const { code, errors } = await runCommand(["compare", "a.log", "b.log", "--fail-on", failOn, "--quiet"], {
        folder,
      });
      assert.deepEqual([code, errors], [expected, ""]);
    }));
}

Deno.test("compare takes two ranges of the store, of one source or of all", async () => {
  await using folder = await temporaryFolder();
  const nowMs = Date.now(), path = join(folder.path, "logiq.db");
  await fillStore(path, nowMs);
  const args = ["compare", "-2h..-1h", "-1h..now", "--store", `sqlite:${path}`, "--json"];
  const rowsOf = async (more: string[]) => {
    const { output, errors } = await runCommand([...args, ...more], { folder: folder.path });
    assert.equal(errors, "");
    return output.trim().split("\n").map((line) => JSON.parse(line)).map((
      { change, text, source, hosts },
    ) => [change, text, source, hosts]);
  };
  assert.deepEqual(await rowsOf([]), [["new", "disk <*> full", "web", ["h2"]], ["fewer", "steady <*>", "db", [
    "h1",
    "h2",
  ]]]);
  assert.deepEqual(await rowsOf(["--source", "web"]), [["new", "disk <*> full", "web", ["h2"]]]);
});

/** Two hours of two sources, each of another host: a message a minute each, those of `db` a fifth as often in the second hour, and an error in `web`. */
async function fillStore(path: string, nowMs: number): Promise<void> {
  await using store = openSqliteStore(path, { retentionMs: Infinity });
  const count = (source: string, template: string, minute: number, lines: number, level = "info") => ({
    source,
    template,
    level,
    host: minute > 60 ? "h1" : "h2",
    mode: "live" as const,
    slotMs: Math.floor((nowMs - minute * 60_000) / 1000) * 1000,
    count: lines,
  });
  const minutes = Array.from({ length: 118 }, (_, i) => i + 1);
  const points = minutes.flatMap((minute) => [
    ...["a1", "a2", "a3", "a4"].map((id) => count("web", id, minute, 20)),
    count("db", "b1", minute, minute > 60 ? 20 : 4),
  ]);
  const templates = ["a1", "a2", "a3", "a4"].map((id) => ({ source: "web", id, text: `${id} <*>` }))
    .concat([{ source: "web", id: "e1", text: "disk <*> full" }, { source: "db", id: "b1", text: "steady <*>" }])
    .map((row) => ({ ...row, sample: row.text, firstSeenMs: nowMs, initial: false, updatedMs: nowMs }));
  await store.saveTemplates(templates);
  const all = [...points, count("web", "e1", 5, 3, "error")];
  await store.writeCounters({ agent: "t", number: 0, points: all, templates: [], samples: [] }, nowMs);
}

const BAD: [string, string[], number, RegExp][] = [
  ["a file that is not there", ["none.log", "a.log"], 1, /^Cannot read ".*none\.log": no such file/],
  ["a file and a range", ["a.log", "-1h..now"], 2, /expected two files, or two time ranges/],
  ["an empty range", ["now..-1h", "-1h..now"], 2, /start is before its end/],
  ["an unknown option", ["a.log", "b.log", "--loud"], 2, /unknown option '--loud'/],
  ["three files", ["a.log", "a.log", "a.log"], 2, /3 logs: expected one before and one after/],
  ["files without a line", ["empty.log", "empty.log"], 1, /expected lines in one of them/],
  ["a way to fail that is none", ["a.log", "a.log", "--fail-on", "old"], 2, /Allowed choices are new-errors, new, any/],
];
for (const [what, args, code, message] of BAD) {
  Deno.test(`compare ends with ${code} and one line for ${what}`, () =>
    withFiles({ "a.log": BEFORE, "empty.log": "" }, async (folder) => {
      const result = await runCommand(["compare", ...args], { folder });
      assert.equal(result.code, code, result.errors);
      assert.match(result.errors, message);
      assert.equal(result.errors.trim().split("\n").length, 1);
    }));
}
