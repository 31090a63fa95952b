import { findInfluxd } from "./influxd_binary.ts";

/**
 * Whether the tests of `area` that need a real InfluxDB can run here. Where they can't, this says so aloud, so that a
 * skipped test is never taken for a passed one: `ignore: !await needsInflux("store/influx")`.
 *
 * @throws {Error} when `LOGIQ_REQUIRE_INFLUX` is set, as in CI, and there is no influxd.
 */
export async function needsInflux(area: string): Promise<boolean> {
  if (await findInfluxd()) return true;
  const remedy = "expected an influxd, run `deno task services --build-only` once";
  if (Deno.env.get("LOGIQ_REQUIRE_INFLUX")) throw new Error(`Cannot run the InfluxDB tests of "${area}": ${remedy}`);
  console.error(`SKIPPED: the InfluxDB tests of "${area}": ${remedy}`);
  return false;
}
