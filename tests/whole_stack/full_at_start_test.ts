import assert from "node:assert/strict";
import { join } from "node:path";
import { openInfluxStore } from "../../store/influx/influx_store.ts";
import { FaultyProxy } from "../../store/influx/testing/faulty_proxy.ts";
import { startInflux } from "../../tools/services/influx_server.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { followLog, linesIn } from "./follow_log.ts";
import { oddLines, untilCounted, untilStatus } from "./health.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const ignore = !await needsInflux("tests/whole_stack, full disk at the start");

Deno.test({
  name:
    "GET / says that the disk of InfluxDB is full when the api starts, which goes on, and is well once there is room",
  ignore,
  async fn() {
    await using folder = await temporaryFolder();
    const server = await startInflux({ folder: join(folder.path, "influxdb") });
    await using stack = new AsyncDisposableStack();
    stack.defer(() => server.kill9());
    const proxy = stack.use(new FaultyProxy(server.url));
    const { token: INFLUX_TOKEN, org: INFLUX_ORG } = server;
    await openInfluxStore({ ...server, retentionMs: Infinity });
    proxy.fault = { status: 500, headers: {}, message: "write engine: no space left on device", paths: /write|query/ };
    const following = stack.use(
      await followLog(folder.path, { api: { env: { INFLUX_URL: proxy.url, INFLUX_TOKEN, INFLUX_ORG } } }),
    );
    const { url, log } = following;
    Deno.writeTextFileSync(log, oddLines(), { append: true });
    await untilStatus(url, 503);
    assert.match(await (await fetch(url)).text(), /disk of InfluxDB is full/);
    proxy.fault = "none";
    await untilStatus(url, 200);
    await untilCounted(url, linesIn(log));
  },
});
