import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { allDashboards } from "../../dashboards/generate.ts";
import { startInflux } from "../../tools/services/influx_server.ts";
import { needsInflux } from "../../tools/services/needs_influx.ts";
import { faultsOfKinds } from "./faults.ts";
import { fluxOf } from "./grafana/run_flux.ts";
import { faultsInAll } from "./walk.ts";

const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));
const BUCKET = "logiq_demo3_mixed_attack";
const ignore = !await needsInflux("tests/dashboards");

Deno.test({
  name: "after a real demo on InfluxDB all dashboards show it",
  ignore,
  async fn() {
    const folder = await Deno.makeTempDir();
    const server = await startInflux({ folder });
    try {
      const fromMs = Date.now();
      await runDemo(folder, server);
      const range = { fromMs, toMs: Date.now(), intervalMs: 2_000 };
      for (const [file, dashboard] of allDashboards()) {
        const visits: Record<string, string>[] = [{}];
        if (file === "template.json") visits.push(...await templatesOf(server));
        const faults = await faultsInAll(
          dashboard,
          visits.map((picked) => ({
            run: fluxOf(server),
            range,
            picked: { bucket: BUCKET, ...picked },
          })),
        );
        assert.deepEqual(faultsOfKinds(faults, ["frequency", "pattern"], ["critical", "warning"]), [], file);
      }
    } finally {
      await server.stop();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

type Server = Awaited<ReturnType<typeof startInflux>>;

async function runDemo(folder: string, { url, token, org }: Server): Promise<void> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", MAIN, "demo", "demo3", "--speed", "10", "--quiet"],
    cwd: folder,
    env: { INIT_CWD: folder, INFLUX_URL: url, INFLUX_TOKEN: token, INFLUX_ORG: org, INFLUX_BUCKET: "logiq" },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  // Whether it called the right things is for the demos' own tests; here it has to have come to its end.
  assert.match(decoder.decode(stdout), /as expected/, decoder.decode(stderr));
}

/** A template that the demo raised an anomaly for, and one of which a band was learned. */
async function templatesOf(server: Server): Promise<{ template: string }[]> {
  const queries = [
    `from(bucket: "${BUCKET}_facts")
      |> range(start: 0)
      |> filter(fn: (r) => r._measurement == "annotations" and r.kind == "pattern" and r._field == "id")`,
    `from(bucket: "${BUCKET}")
      |> range(start: 0)
      |> filter(fn: (r) => r._measurement == "baselines" and r.template != "*" and r._field == "upper")
      |> last()`,
  ];
  const answers = await Promise.all(
    queries.map((query) => fluxOf(server)(`${query} |> group() |> keep(columns: ["template"])`)),
  );
  return answers.map(([frame]) => ({ template: String(frame.fields[0].values[0]) }));
}
