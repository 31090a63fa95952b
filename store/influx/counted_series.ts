import { MODES } from "../../core/mode.ts";
import type { CountedSeries } from "../ports/series.ts";
import type { InfluxConnection } from "./influx_connection.ts";
import { countedSeriesQuery } from "./queries.ts";
import { fromTagText } from "./tag_text.ts";

/** See `SeriesStore.countedSeries`. */
export async function queryCountedSeries(
  connection: InfluxConnection,
  take: (series: readonly CountedSeries[]) => void,
): Promise<void> {
  await connection.query(countedSeriesQuery(connection.target.buckets.counters), (column) => {
    const tag = (name: string) => fromTagText(column(name));
    const mode = MODES.find((each) => each === tag("mode"));
    const [source, host, level, template] = ["source", "host", "level", "template"].map(tag);
    if (mode) take([{ source: source!, host: host!, level: level!, template: template!, mode }]);
  }, { timeoutMs: 60_000 });
}
