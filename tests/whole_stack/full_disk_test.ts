import assert from "node:assert/strict";
import { join } from "node:path";
import { openDatabase } from "../../bench/chaos/database.ts";
import { SmallDisk } from "../../bench/chaos/small_disk.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { type Following, followLog, linesIn, writeUntilRefused } from "./follow_log.ts";
import { oddLines, until, untilCounted, untilStatus } from "./health.ts";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

/** A disk of its own can be mounted by root alone; elsewhere `api/routes/health_test.ts` has to do. */
const isAllowed = Deno.build.os === "linux" && Deno.uid() === 0;
if (!isAllowed) console.error("SKIPPED: the test of a full disk: expected to be root, who may mount one");

const test = { name: "GET / says that the disk is full, and all is well again without a restart", ignore: !isAllowed };

Deno.test(test, async () => {
  await using folder = await temporaryFolder();
  await using disk = (await SmallDisk.mount(join(folder.path, "store"), 8))!;
  await using following = await followLog(folder.path, { store: `sqlite:${join(disk.path, "logiq.db")}` });
  const { url, log } = following;
  await untilStatus(url, 200);
  disk.fill();
  try {
    assert.match(await writeUntilRefused(following), /"degraded".*the disk is full; free some space/);
  } finally {
    disk.free();
  }
  await untilStatus(url, 200);
  await untilCounted(url, linesIn(log));
});

const influxTest = {
  name:
    "GET / says that an InfluxDB whose disk was full has to be restarted, though it takes heartbeats, and is well then",
  ignore: !isAllowed || !await needsInflux("tests/whole_stack, full disk"),
};

Deno.test(influxTest, async () => {
  await using folder = await temporaryFolder();
  await using database = await openDatabase("influx", join(folder.path, "store"));
  await using following = await followLog(folder.path, { api: { env: database.settings } });
  const { url, agent, log } = following;
  await agent.line(/"kind":"stats"/);
  await until(async () => (await (await fetch(`${url}/api/heartbeats`)).json()).length > 0, () => "a heartbeat");
  await using idle = startProgram(["agent", "idle.log", "--api", url, "--state", join(folder.path, "idle"), "--json"], {
    folder: folder.path,
  });
  await idle.line(/"kind":"started"/);
  // Now and then InfluxDB gets over it by itself: that is seen by its having all lines.
  for (let rounds = 5; !await isRefusedAfterwards(following, database.disk!); rounds--) {
    await untilCounted(url, linesIn(log));
    assert.ok(rounds > 0, "expected a full disk that InfluxDB does not get over");
  }
  await database.restart!();
  await untilStatus(url, 200);
  await untilCounted(url, linesIn(log));
});

/** Fills the disk until a batch is refused, and frees it. Returns whether `GET /` asks for a restart for four seconds on. */
async function isRefusedAfterwards({ url, log }: Following, disk: SmallDisk): Promise<boolean> {
  disk.fill();
  try {
    // The first lines need a part of InfluxDB that is not there yet.
    Deno.writeTextFileSync(log, oddLines(), { append: true });
    // Heartbeats are refused as well, and may be so before the batch is sent.
    const isRefused = async () => /^503 .*Cannot save (?:templates|counters)/.test(await told(url));
    await until(isRefused, () => "a batch that is refused");
  } finally {
    disk.free();
  }
  for (let looks = 0; looks < 40; looks++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const answer = await told(url);
    if (answer.startsWith("200 ")) return false;
    assert.match(answer, /^503 .*disk of InfluxDB is full.*restart InfluxDB/);
  }
  return true;
}

/** Status and text of `GET /`. */
async function told(url: string): Promise<string> {
  const answer = await fetch(url);
  return `${answer.status} ${await answer.text()}`;
}
