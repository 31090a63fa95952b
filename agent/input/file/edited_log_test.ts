import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Loss } from "../../../core/loss.ts";
import { RunningAgent, until } from "../../testing/agent_runner.ts";
import { ApiDouble } from "../../testing/api_double.ts";
import { LinesSink } from "../../testing/lines_sink.ts";
import { withLog } from "../../testing/log_reader.ts";
import { NumberedLog } from "../../testing/numbered_log.ts";
import { withFolder } from "../../testing/with_folder.ts";
import { FileClaims } from "./file_claims.ts";
import { Tailer } from "./tailer.ts";

type Edit = (lines: readonly string[]) => readonly string[];

const INNER_EDITS: readonly (readonly [string, Edit])[] = [
  ["without a line in its middle", (lines) => lines.toSpliced(100, 1)],
  ["with a line of another length", (lines) => lines.with(50, "out of sight")],
];

const EDITS: readonly (readonly [string, Edit])[] = [
  ...INNER_EDITS,
  ["without its first lines", (lines) => lines.slice(200)],
  ["with another beginning of the same length", (lines) => lines.with(0, lines[0]!.replaceAll(/./g, "x"))],
];

type Write = (log: NumberedLog, text: string) => void;

const WRITES: readonly (readonly [string, Write])[] = [
  ["in its place", ({ path }, text) => Deno.writeTextFileSync(path, text)],
  ["as another file", (log, text) => {
    Deno.writeTextFileSync(log.at(".tmp"), text);
    Deno.renameSync(log.at(".tmp"), log.path);
  }],
];

/** The former state stays, as a copy or under another name. */
const KEPT_WRITES: readonly (readonly [string, Write])[] = [
  ["beside a copy", (log, text) => {
    Deno.copyFileSync(log.path, log.at("-20261126"));
    WRITES[1]![1](log, text);
  }],
  ["under its name, the old one renamed,", (log, text) => {
    Deno.renameSync(log.path, log.at(".bak"));
    Deno.writeTextFileSync(log.path, text);
  }],
  ["under its name, the old one renamed as rotation does,", (log, text) => {
    Deno.renameSync(log.path, log.at(".1"));
    Deno.writeTextFileSync(log.path, text);
  }],
];

for (const [edits, writes] of [[EDITS, WRITES], [INNER_EDITS, KEPT_WRITES]] as const) {
  for (const [[what, edit], [how, write]] of edits.flatMap((edit) => writes.map((write) => [edit, write] as const))) {
    const change = (log: NumberedLog) => write(log, edit(Deno.readTextFileSync(log.path).split("\n")).join("\n"));
    const told = /" was written anew with what was read of it: about \d+ lines, .*, are not counted again$/;
    Deno.test(`Tailer gives no line again of a log that is written ${how} ${what} while it is read`, () =>
      withLog(300, (log, reader) => {
        reader.run(() => log.write(20), () => change(log), () => log.write(30));
        assert.deepEqual([reader.lines, reader.lost], [log.written, 0]);
      }));

    Deno.test(`Tailer gives no line again of a log that is written ${how} ${what} while it is not read`, () =>
      withLog(300, (log, reader) => {
        reader.run();
        log.write(40);
        change(log);
        log.write(10);
        reader.run();
        reader.run();
        assert.deepEqual([reader.lines, reader.lost], [log.written, 0]);
        assert.match(reader.problems.join("\n"), told);
      }));
  }
}

Deno.test("Tailer gives each line of a log that says the same again and again, is removed, and begun anew", () =>
  withLog(0, (log, reader) => {
    const lines = "a job is done\n".repeat(100);
    Deno.writeTextFileSync(log.path, `first\n${lines}`);
    reader.run(() => Deno.removeSync(log.path), () => Deno.writeTextFileSync(log.path, `second\n${lines}${lines}`));
    assert.equal(reader.lines, 302);
  }));

Deno.test("Tailer says how many lines may count again of a log whose earlier state takes its place", () =>
  withLog(300, (log, reader) => {
    const restore = () => {
      Deno.copyFileSync(log.at(".saved"), log.path);
      log.write(10);
    };
    reader.run(() => Deno.copyFileSync(log.path, log.at(".saved")), () => log.write(100), restore);
    assert.equal(reader.lines, log.written + 300);
    restore();
    reader.run();
    assert.equal(reader.problems.length, 2);
    for (const said of reader.problems) assert.match(said, /anew with the same header: .*about 31\d lines count again/);
  }));

for (const [how, write] of [...WRITES, ...KEPT_WRITES]) {
  for (const isCompressed of [false, true]) {
    const rotated = isCompressed ? "renamed and compressed" : "renamed";
    Deno.test(`runAgent() counts no line again of a log that is written ${how} without a line, and ${rotated}, while it is off`, () =>
      withFolder(async (folder) => {
        const log = new NumberedLog(join(folder, "app.log")), api = new ApiDouble();
        const runUpTo = async (lines: number) => {
          await using agent = new RunningAgent(api, { files: [log.path], stateFolder: join(folder, "state") });
          await until(() => api.lines() >= lines);
          await new Promise((resolve) => setTimeout(resolve, 100));
          await agent.stop();
        };
        log.write(300);
        await runUpTo(300);
        await log.later();
        log.write(10);
        write(log, Deno.readTextFileSync(log.path).split("\n").toSpliced(100, 1).join("\n"));
        log.write(10);
        Deno.renameSync(log.path, log.at(".2"));
        if (isCompressed) Deno.writeFileSync(log.at(".2.gz"), gzipSync(Deno.readFileSync(log.at(".2"))));
        if (isCompressed) Deno.removeSync(log.at(".2"));
        await log.begin(20);
        await runUpTo(340);
        assert.deepEqual([api.lines(), api.heartbeat("app.log")!.lost ?? {}], [log.written, {}]);
      }));
  }
}

Deno.test("Tailer gives no line again of a log that is edited, copied, truncated, and replaced by its copy while it is not read", () =>
  withLog(300, async (log, reader) => {
    reader.run();
    WRITES[1]![1](log, Deno.readTextFileSync(log.path).split("\n").toSpliced(100, 1).join("\n"));
    await log.later();
    Deno.copyFileSync(log.path, log.at(".1"));
    Deno.truncateSync(log.path);
    await log.begin(60);
    WRITES[1]![1](log, Deno.readTextFileSync(log.path));
    reader.run();
    reader.run();
    assert.deepEqual([reader.lines, reader.lost], [log.written, 0]);
  }));

Deno.test("Tailer gives no line again of a log that is edited twice within a second, the old states renamed over each other", () =>
  withLog(300, (log, reader) => {
    const change = () => {
      const text = INNER_EDITS[0]![1](Deno.readTextFileSync(log.path).split("\n")).join("\n");
      Deno.renameSync(log.path, log.at(".bak"));
      Deno.writeTextFileSync(log.path, text);
      log.write(20);
    };
    reader.run();
    change();
    reader.runBriefly(change);
    reader.run();
    assert.deepEqual([reader.lines, reader.lost], [log.written, 0]);
  }));

for (const isCopied of [false, true]) {
  Deno.test(`Tailer gives no line again of a log that is emptied and written with a line changed${isCopied ? ", and was copied" : ""}`, () =>
    withLog(300, (log, reader) => {
      let text = "";
      const empty = () => {
        text = INNER_EDITS[1]![1](Deno.readTextFileSync(log.path).split("\n")).join("\n");
        Deno.truncateSync(log.path);
      };
      const copy = () => isCopied && Deno.copyFileSync(log.path, log.at("-20261126"));
      reader.run(copy, empty, () => Deno.writeTextFileSync(log.path, text), () => log.write(10));
      assert.deepEqual([reader.lines, reader.lost], [log.written, 0]);
    }));
}

Deno.test("Tailer gives no line again of a log that is edited beside a copy that was there before", () =>
  withLog(300, (log, reader) => {
    reader.run(() => Deno.copyFileSync(log.path, log.at("-20261126")));
    log.write(10);
    WRITES[1]![1](log, Deno.readTextFileSync(log.path).split("\n").toSpliced(100, 1).join("\n"));
    log.write(10);
    reader.run();
    assert.deepEqual([reader.lines, reader.lost], [log.written, 0]);
  }));

Deno.test("Tailer gives each line of a log that ends as the one before it that was renamed, but begins otherwise", () =>
  withLog(0, (log, reader) => {
    const text = Array.from({ length: 50 }, (_, i) => `step ${i} of a job is done\n`).join("");
    const begin = (title: string) => {
      if (title !== "first") Deno.renameSync(log.path, log.at(`.${title}`));
      Deno.writeTextFileSync(log.path, `${title}\n${text}`);
    };
    begin("first");
    reader.run(() => begin("second"));
    begin("third");
    reader.run();
    assert.deepEqual([reader.lines, reader.lost], [3 * 51, 0]);
  }));

const CUTS = [5_000, 8_000, 9_900].flatMap((kept) => [[kept, "in its place"], [kept, "as another file"]] as const);

for (const [kept, how] of CUTS) {
  const name =
    `Tailer reads on a log that is cut ${how} to its last ${kept} of 10,000 lines while it is behind, and tells what is gone`;
  Deno.test(name, () =>
    withFolder((folder) => {
      const log = new NumberedLog(join(folder, "app.log"));
      log.write(10_000);
      const sink = new LinesSink();
      let lost = 0;
      const onLost = ({ lines }: Loss) => lost += lines;
      const claims = new FileClaims([]);
      const options = { path: log.path, source: "app.log", from: "beginning", windowMs: 2_000, claims } as const;
      const tailer = new Tailer({ ...options, onEvent: () => {}, onLost }, 1_000_000);
      for (let look = 0; look < 3; look++) tailer.poll(1_000_100 + look * 100, 1_000, sink);
      assert.equal(sink.lines.length, 3_000);
      const last = Deno.readTextFileSync(log.path).trimEnd().split("\n").slice(-kept);
      new Map(WRITES).get(how)!(log, `${last.join("\n")}\n`);
      log.write(20);
      for (let look = 0; look < 60; look++) tailer.poll(1_000_400 + look * 100, Infinity, sink);
      tailer.close();
      assert.equal(new Set(sink.lines).size, sink.lines.length);
      const gone = how === "in its place" ? Math.max(0, 7_000 - kept) : 0;
      assert.equal(log.written - sink.lines.length, gone);
      assert.ok(Math.abs(lost - gone) <= gone / 20, `${lost} of ${gone}`);
    }));
}
