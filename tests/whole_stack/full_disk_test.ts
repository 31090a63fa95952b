import assert from "node:assert/strict";
import { join } from "node:path";
import { openDatabase } from "../../bench/chaos/database.ts";
import { SmallDisk } from "../../bench/chaos/small_disk.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { followLog, linesIn, writeUntilRefused } from "./follow_log.ts";
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
  database.disk!.fill();
  // The first lines need a part of InfluxDB that is not there yet.
  Deno.writeTextFileSync(log, oddLines(), { append: true });
  assert.match(JSON.stringify(await untilStatus(url, 503)), /disk of InfluxDB is full.*restart InfluxDB/);
  database.disk!.free();
  await using idle = startProgram(["agent", "idle.log", "--api", url, "--state", join(folder.path, "idle"), "--json"], {
    folder: folder.path,
  });
  await idle.line(/"kind":"started"/);
  // While the disk was full heartbeats were refused as well: what is meant is the batch, which may be sent later than these.
  const isRefused = async () => /Cannot save (?:templates|counters)/.test(await told(url));
  await until(isRefused, () => "a batch that is refused");
  for (let looks = 0; looks < 40; looks++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.match(await told(url), /^503 .*restart InfluxDB/);
  }
  await database.restart!();
  await untilStatus(url, 200);
  await untilCounted(url, 40);
});

/** Status and text of `GET /`. */
async function told(url: string): Promise<string> {
  const answer = await fetch(url);
  return `${answer.status} ${await answer.text()}`;
}
