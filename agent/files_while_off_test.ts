import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import type { LossReason, LostLines } from "../core/loss.ts";
import type { AgentSummary } from "./agent_event.ts";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble } from "./testing/api_double.ts";
import { NumberedLog } from "./testing/numbered_log.ts";
import { pack } from "./testing/pack.ts";
import { storedXz } from "./testing/stored_xz.ts";
import { withFolder } from "./testing/with_folder.ts";

interface Case {
  readonly name: string;
  /** Lines, and other files, that are there when the agent is first started. @default {1,000 lines} */
  readonly before?: (log: NumberedLog) => void;
  readonly whileOff: (log: NumberedLog) => void | Promise<void>;
  /** What the agent says is lost, by reason. @default {nothing} */
  readonly lost?: LostLines;
  /** Lines that are not counted. @default 0 */
  readonly uncounted?: number;
}

const HEADER = `#Software: a server\n#Fields: ${"date time cs-uri sc-status ".repeat(12)}\n`;

const JOB = "# nightly job started\n# nightly job has nothing to do\n# nightly job done\n";

const CASES: readonly Case[] = [
  {
    name: "it goes on",
    whileOff: (log) => log.write(30),
  },
  {
    name: "it is renamed",
    async whileOff(log) {
      log.write(20);
      Deno.renameSync(log.path, log.at(".1"));
      await log.begin(30);
    },
  },
  {
    name: "it is rotated and compressed, and an unrelated file has its inode",
    async whileOff(log) {
      log.write(20);
      compress(log.path, log.at(".1.gz"));
      takeInode(log);
      await log.begin(30);
    },
  },
  {
    name: "it is rotated twice, compressed each time",
    async whileOff(log) {
      log.write(20);
      compress(log.path, log.at(".2.gz"));
      await log.begin(30);
      compress(log.path, log.at(".1.gz"));
      await log.begin(40);
    },
  },
  {
    name: "it is rotated twice, and one is compressed under the other's number",
    async whileOff(log) {
      log.write(20);
      compress(log.path, log.at(".1.gz"));
      await log.begin(30);
      Deno.renameSync(log.path, log.at(".1"));
      await log.begin(40);
    },
  },
  {
    name: "it is renamed by a number after a dash, and so is the next one",
    async whileOff(log) {
      log.write(20);
      Deno.renameSync(log.path, join(log.folder, "app-2.log"));
      await log.begin(30);
      Deno.renameSync(log.path, join(log.folder, "app-1.log"));
      await log.begin(40);
    },
  },
  {
    name: "it is renamed, and another log has its name with a number after a dash",
    async whileOff(log) {
      log.write(20);
      Deno.renameSync(log.path, log.at(".1"));
      Deno.writeTextFileSync(join(log.folder, "app-1.log"), "a worker's own\n".repeat(100));
      await log.begin(30);
    },
  },
  {
    name: "it is rotated, and being compressed",
    async whileOff(log) {
      log.write(20);
      Deno.renameSync(log.path, log.at(".1"));
      Deno.writeFileSync(log.at(".1.gz"), gzipSync(Deno.readFileSync(log.at(".1"))).subarray(0, 60));
      await log.begin(40);
    },
  },
  {
    name: "it is rotated and compressed by zstd",
    async whileOff(log) {
      log.write(20);
      compress(log.path, log.at("-20261126.zst"), zstdCompressSync);
      await log.begin(30);
    },
  },
  {
    name: "it is renamed and compressed under a name that rotation does not give",
    async whileOff(log) {
      log.write(20);
      compress(log.path, log.at(".bak.gz"));
      await log.begin(30);
    },
  },
  {
    name: "it is rotated, and the path has no file",
    whileOff(log) {
      log.write(20);
      compress(log.path, log.at(".1.gz"));
    },
  },
  {
    name: "it is renamed, and a folder beside it has another log of its name",
    async whileOff(log) {
      log.write(20);
      Deno.mkdirSync(join(log.folder, "shop"));
      const other = join(log.folder, "shop", "app.log.1");
      Deno.renameSync(log.path, log.at(".1"));
      await new Promise((resolve) => setTimeout(resolve, 12));
      Deno.writeTextFileSync(other, "another log\n".repeat(100));
      compress(other, `${other}.gz`);
      Deno.writeTextFileSync(other, "another log\n".repeat(100));
      await log.begin(30);
    },
  },
  {
    name: "it is moved to another folder",
    async whileOff(log) {
      log.write(20);
      Deno.mkdirSync(join(log.folder, "old"));
      Deno.renameSync(log.path, join(log.folder, "old", "app.log.1"));
      await log.begin(30);
    },
  },
  {
    name: "it is moved to another folder and compressed",
    async whileOff(log) {
      log.write(20);
      Deno.mkdirSync(join(log.folder, "old"));
      compress(log.path, join(log.folder, "old", "app.log.1.gz"));
      await log.begin(30);
    },
  },
  {
    name: "it is moved to another folder, and so is the next one",
    async whileOff(log) {
      log.write(20);
      moveOld(log, ".2");
      await log.begin(30);
      moveOld(log, ".1");
      await log.begin(40);
    },
  },
  {
    name: "it is moved to another folder and compressed, and so is the next one",
    async whileOff(log) {
      log.write(20);
      compress(moveOld(log, "-20261125"), join(log.folder, "old", "app.log-20261125.gz"));
      await log.begin(30);
      compress(moveOld(log, "-20261126"), join(log.folder, "old", "app.log-20261126.gz"));
      await log.begin(40);
    },
  },
  {
    name: "it was not there, is born and moved to another folder",
    before() {},
    async whileOff(log) {
      await log.begin(20);
      moveOld(log, ".1");
      await log.begin(30);
    },
  },
  {
    name: "it is copied and truncated",
    async whileOff(log) {
      log.write(20);
      Deno.copyFileSync(log.path, log.at(".1"));
      Deno.truncateSync(log.path);
      await log.begin(30);
    },
  },
  {
    name: "it is copied over an older and longer copy, and truncated",
    before(log) {
      Deno.writeTextFileSync(log.at(".1"), "a line of an earlier time\n".repeat(10_000));
      log.write(1_000);
    },
    async whileOff(log) {
      log.write(20);
      Deno.copyFileSync(log.path, log.at(".1"));
      Deno.truncateSync(log.path);
      await log.begin(30);
    },
  },
  {
    name: "it is copied and truncated twice, and the first copy compressed",
    async whileOff(log) {
      log.write(20);
      Deno.copyFileSync(log.path, log.at(".1"));
      Deno.truncateSync(log.path);
      await log.begin(30);
      compress(log.at(".1"), log.at(".2.gz"));
      Deno.copyFileSync(log.path, log.at(".1"));
      Deno.truncateSync(log.path);
      await log.begin(40);
    },
  },
  {
    name: "it is compressed into the file that has an older part of it, and truncated",
    before(log) {
      log.write(1_000);
      Deno.writeFileSync(log.at(".1.gz"), gzipSync("a line of an earlier time\n".repeat(10_000)));
    },
    async whileOff(log) {
      log.write(20);
      Deno.writeFileSync(log.at(".1.gz"), gzipSync(Deno.readFileSync(log.path)));
      Deno.truncateSync(log.path);
      await log.begin(30);
    },
  },
  {
    name: "a backup copy is made, and it is renamed",
    async whileOff(log) {
      Deno.copyFileSync(log.path, log.at("-20261126"));
      log.write(20);
      Deno.renameSync(log.path, log.at(".1"));
      await log.begin(10);
    },
  },
  {
    name: "a backup copy is made, and it is renamed and compressed",
    async whileOff(log) {
      Deno.copyFileSync(log.path, log.at("-20261126"));
      compress(log.path, log.at(".1.gz"));
      await log.begin(10);
    },
  },
  {
    name: "a backup copy is made of what nobody read, and it is renamed and compressed",
    async whileOff(log) {
      log.write(20);
      Deno.copyFileSync(log.path, log.at("-20261126"));
      compress(log.path, log.at(".1.gz"));
      await log.begin(10);
    },
  },
  {
    name: "a copy takes its place",
    whileOff(log) {
      Deno.copyFileSync(log.path, log.at(".bak"));
      Deno.renameSync(log.at(".bak"), log.path);
      log.write(30);
    },
  },
  {
    name: "it is rotated, and the next one says the same again, without a time",
    before: (log) => Deno.writeTextFileSync(log.path, JOB),
    whileOff(log) {
      Deno.renameSync(log.path, log.at(".1"));
      Deno.writeTextFileSync(log.path, JOB);
    },
  },
  {
    name: "it is renamed, and a copy of it goes on",
    whileOff(log) {
      log.write(20);
      Deno.renameSync(log.path, log.at(".1"));
      Deno.copyFileSync(log.at(".1"), log.path);
      log.write(30);
    },
  },
  {
    name: "it is written anew with the same header",
    before(log) {
      Deno.writeTextFileSync(log.path, HEADER);
      log.write(1_000);
    },
    whileOff(log) {
      Deno.writeTextFileSync(log.path, HEADER);
      log.write(1_200);
    },
  },
  {
    name: "it is truncated with what nobody read",
    async whileOff(log) {
      log.write(20);
      Deno.truncateSync(log.path);
      await log.begin(30);
    },
    lost: { truncated: 1 },
    uncounted: 20,
  },
  {
    name: "it is renamed and compressed by what can't be read, which says how much it holds",
    async whileOff(log) {
      log.write(200);
      compress(log.path, log.at(".1.xz"), storedXz);
      await log.begin(30);
    },
    lost: { gone: 200 },
    uncounted: 200,
  },
  {
    name: "it is renamed and compressed by what can't be read, but all of it was read",
    async whileOff(log) {
      compress(log.path, log.at(".1.xz"), storedXz);
      await log.begin(30);
    },
  },
  {
    name: "it is rotated twice, and both files are compressed by what can't be read",
    async whileOff(log) {
      log.write(200);
      compress(log.path, log.at(".2.xz"), storedXz);
      await log.begin(300);
      compress(log.path, log.at(".1.xz"), storedXz);
      await log.begin(30);
    },
    lost: { gone: 500 },
    uncounted: 500,
  },
  {
    name: "it is renamed and packed into a tar, with what nobody read",
    async whileOff(log) {
      log.write(200);
      await pack(log.path, "app.log-20261126.tar");
      await log.begin(30);
    },
    lost: { gone: 200 },
    uncounted: 200,
  },
  {
    name: "it is renamed and packed into a compressed tar, but all of it was read",
    async whileOff(log) {
      await pack(log.path, "app.log-20261126.tar.gz");
      await log.begin(30);
    },
  },
  {
    name: "it was not there, is born and rotated away",
    before() {},
    async whileOff(log) {
      await log.begin(20);
      Deno.renameSync(log.path, log.at(".1"));
      await log.begin(30);
    },
  },
  {
    name: "it was not there, is born, rotated away and compressed, beside one that is older than the agent",
    before: (log) => Deno.writeTextFileSync(log.at(".1"), "older than the agent\n".repeat(100)),
    async whileOff(log) {
      Deno.renameSync(log.at(".1"), log.at(".2"));
      await log.begin(20);
      compress(log.path, log.at(".1.gz"));
      await log.begin(30);
    },
  },
  {
    name: "another log's old file of that name comes into a folder beside its own",
    whileOff(log) {
      const another = join(log.folder, "..", "another");
      Deno.mkdirSync(another);
      Deno.writeTextFileSync(join(another, "app.log.1"), "another service's\n".repeat(100));
      log.write(20);
    },
  },
  {
    name: "it is removed with what nobody read",
    async whileOff(log) {
      log.write(20);
      Deno.removeSync(log.path);
      await log.begin(30);
    },
    lost: { gone: 1 },
    uncounted: 20,
  },
];

for (const { name, before = (log: NumberedLog) => log.write(1_000), whileOff, lost = {}, uncounted = 0 } of CASES) {
  Deno.test(`runAgent() counts each line of a log once though ${name} while it is off`, () =>
    withFolder(async (folder) => {
      const log = new NumberedLog(join(folder, "app.log"));
      const other = join(folder, "other.log");
      Deno.writeTextFileSync(other, "other\n");
      before(log);
      const api = new ApiDouble();
      const options = { files: [log.path, other], stateFolder: join(folder, "state") };
      const headers = () => Deno.readTextFileSync(log.path).split("\n").filter((line) => line.startsWith("#")).length;
      let expected = 0;
      {
        await using agent = new RunningAgent(api, options);
        expected = Deno.lstatSync(folder) && hasFile(log.path) ? headers() : 0;
        const wanted = log.written + expected;
        await until(() => api.lines({ source: "app.log" }) === wanted && api.messages.length > 2);
        await agent.stop();
      }
      await whileOff(log);
      if (expected > 0) expected += headers();
      const summary = await runToEnd(api, options);
      assert.equal(api.lines({ source: "app.log" }), log.written + expected - uncounted);
      assert.deepEqual(nearly(api.heartbeat("app.log")?.lost ?? {}, lost), lost);
      assert.equal(summary.read, summary.counted + summary.rejected + summary.lost);
      await runToEnd(api, options);
      assert.equal(api.lines({ source: "app.log" }), log.written + expected - uncounted, "after another start");
    }));
}

Deno.test("runAgent() counts each line once of a log that is followed together with the file before it, and is rotated while it is off", () =>
  withFolder(async (folder) => {
    const log = new NumberedLog(join(folder, "app.log")), api = new ApiDouble();
    log.write(1_000, log.at(".1"));
    log.write(1_000);
    const options = { files: [log.path, log.at(".1")], stateFolder: join(folder, "state") };
    await runToEnd(api, options);
    log.write(20);
    Deno.renameSync(log.at(".1"), log.at(".2"));
    Deno.renameSync(log.path, log.at(".1"));
    await log.begin(30);
    const { lost } = await runToEnd(api, options);
    assert.deepEqual([api.lines(), lost], [log.written, 0]);
  }));

/** Numbers that are within a twentieth of those that are expected, as these. */
function nearly(told: LostLines, expected: LostLines): LostLines {
  return Object.fromEntries(
    Object.entries(told).map(([reason, lines]) => {
      const wanted = expected[reason as LossReason] ?? 0;
      return [reason, Math.abs(lines - wanted) <= wanted / 20 ? wanted : lines];
    }),
  );
}

function hasFile(path: string): boolean {
  return [...Deno.readDirSync(join(path, ".."))].some(({ name }) => path.endsWith(`/${name}`));
}

async function runToEnd(api: ApiDouble, options: { files: string[]; stateFolder: string }): Promise<AgentSummary> {
  await using agent = new RunningAgent(api, options);
  const settled = () => agent.of("stats").some(({ stats }) => stats.lagBytes === 0 && stats.pendingBatches === 0);
  await until(settled, { what: "the end of all files" });
  await new Promise((resolve) => setTimeout(resolve, 200));
  return await agent.stop();
}

/** Moves the log to a folder for old ones, as logrotate does with `olddir`; returns its new path. */
function moveOld(log: NumberedLog, suffix: string): string {
  const folder = join(log.folder, "old"), path = join(folder, `app.log${suffix}`);
  Deno.mkdirSync(folder, { recursive: true });
  Deno.renameSync(log.path, path);
  return path;
}

/** As gzip does it: the compressed file has the other's times. */
function compress(path: string, to: string, how: (bytes: Uint8Array) => Uint8Array = gzipSync): void {
  const { atime, mtime } = Deno.statSync(path);
  Deno.writeFileSync(to, how(Deno.readFileSync(path)));
  Deno.utimeSync(to, atime!, mtime!);
  Deno.removeSync(path);
}

/** Writes files until one has the inode that was freed, where the file system gives it again. */
function takeInode(log: NumberedLog): void {
  for (let i = 0; i < 20; i++) Deno.writeTextFileSync(log.at(`.other${i}`), "not a log\n".repeat(3_000));
}
