import { SCENARIOS } from "../../demos/scenarios/scenarios.ts";
import { startInflux } from "../../tools/services/influx_server.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { assertDemoAgrees } from "./assert_demo_agrees.ts";
import { temporaryFolder } from "./temporary_folder.ts";

const ignore = !await needsInflux("tests/whole_stack");

Deno.test({ name: "all demos agree with their expectations on InfluxDB", ignore }, async (t) => {
  await using folder = await temporaryFolder();
  const server = await startInflux({ folder: `${folder.path}/influxdb` });
  const { url: INFLUX_URL, token: INFLUX_TOKEN, org: INFLUX_ORG } = server;
  try {
    const env = { INFLUX_URL, INFLUX_TOKEN, INFLUX_ORG };
    for (const scenario of SCENARIOS) {
      await t.step(scenario.name, () => assertDemoAgrees(scenario, { speed: 5, folder: folder.path, env }));
    }
  } finally {
    await server.stop();
  }
});
