import assert from "node:assert/strict";
import { join } from "node:path";
import { startInflux } from "../../tools/services/influx_server.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { startProgram } from "./program.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const ignore = !await needsInflux("tests/whole_stack");
const OUTAGE_MS = 5_000;

Deno.test(
  { name: "InfluxDB killed with -9 under load loses and doubles no line, and the detector catches up", ignore },
  async () => {
    await using folder = await temporaryFolder();
    const server = await startInflux({ folder: join(folder.path, "influxdb") });
    const env = { INFLUX_URL: server.url, INFLUX_TOKEN: server.token, INFLUX_ORG: server.org };
    const log = join(folder.path, "load.log");
    await Deno.writeTextFile(log, "");
    try {
      await using up = startProgram([
        "up",
        "load.log",
        "--detector",
        "sigma",
        "--port",
        "0",
        "--window",
        "1s",
        "--slot",
        "500ms",
        "--json",
      ], {
        folder: folder.path,
        env,
      });
      await up.line(/"kind":"fileOpened"/);
      let written = 0;
      const timer = setInterval(() => {
        const lines = Array.from({ length: 50 }, () => `INFO request ${written++} took ${written % 77} ms\n`);
        Deno.writeTextFileSync(log, lines.join(""), { append: true });
      }, 10);
      try {
        await up.line(/"kind":"established"/);
        await server.kill9();
        assert.match(await up.line(/"part":"detector","kind":"problem"/), /InfluxDB|influx/);
        await up.line(/"kind":"apiAway"/);
        await new Promise((resolve) => setTimeout(resolve, OUTAGE_MS));
        await server.restart();
        await up.line(/"kind":"apiBack"/);
        await up.line(/"kind":"recovered"/);
      } finally {
        clearInterval(timer);
      }
      const lastWindow = Math.floor(Date.now() / 1000) * 1000;
      const isWatched = () =>
        up.lines.some((line) => line.includes('"kind":"window"') && JSON.parse(line).windowStartMs >= lastWindow);
      for (let i = 0; i < 100 && !isWatched(); i++) await new Promise((resolve) => setTimeout(resolve, 200));
      assert.ok(isWatched(), "the detector has caught up");
      // The last record waits a second for lines that belong to it; one that is stopped meanwhile counts it at its next start.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      up.signal("SIGINT");
      assert.equal((await up.status).code, 130);
      await using summary = startProgram(["eval", "--json"], { folder: folder.path, env });
      await summary.status;
      assert.equal(JSON.parse(summary.lines[0]).lines, written);
      await using mistyped = startProgram(["eval"], { folder: folder.path, env: { ...env, INFLUX_BUCKET: "typo" } });
      assert.equal((await mistyped.status).code, 1);
      assert.match(mistyped.errors.join("\n"), /typo/);
    } finally {
      await server.stop();
    }
  },
);
