import {
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendPlacement,
  VisibilityMode,
} from "@grafana/grafana-foundation-sdk/common";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { board } from "./board.ts";
import { AGO, limits, LINES_PER_SECOND, ONCE_IN, wide, words } from "./columns.ts";
import { calledFrom } from "./flux/called_from.ts";
import { checkDelay } from "./flux/checks.ts";
import { agents } from "./flux/health.ts";
import { callingLatency, heartbeatField, heartbeatRate } from "./flux/pipeline.ts";
import { chart, legend, type PanelText } from "./panels/chart.ts";
import { column } from "./panels/column.ts";
import { list } from "./panels/list.ts";
import { steps } from "./panels/steps.ts";
import { KIND_WORDS } from "./state_words.ts";
import { bucketVariable, sourceVariable, windowVariable } from "./variables.ts";

const PER_SOURCE = "${__field.labels.source}";
/** Where there may be many sources: beside the chart, in a list of its own length, which leaves the chart the larger part. */
const BESIDE = legend(LegendPlacement.Right).width(170);

/** "Is LogIQ itself well?": how fast lines come in, how soon windows are evaluated, what waits, what was refused. */
export function selfMonitoring(): Dashboard {
  return board({
    name: "selfMonitoring",
    description: "Agents, ingest rate, how soon anomalies are called, and what waits or was rejected",
    variables: [bucketVariable(), sourceVariable(), windowVariable()],
    rows: [
      { title: "Agents", panels: [agentList()] },
      { title: "How fast", panels: [ingestRate(), behind(), checkTime(), latency()] },
      { title: "What is called", panels: [called()] },
      {
        title: "What waits or was refused",
        panels: [lagBytes(), lagTime(), spool(), rejected()],
      },
    ],
  });
}

/** A chart in which a point alone can be seen: on the day that LogIQ has begun there are no more. */
function ownChart(text: PanelText) {
  return chart(text).showPoints(VisibilityMode.Auto);
}

function agentList() {
  return list({
    title: "Agents",
    description: "The newest heartbeat of each agent and source. Lines read are counted, rejected or unaccounted",
    query: agents(),
    noData: "No agent has been heard in this range or in the last day: is one running?",
    columns: [
      column("source", wide("Source")),
      column("host", { title: "Host", width: 110 }),
      column("heard_ms", { title: "Heard ago", ...AGO }),
      column("behind_ms", {
        title: "Behind",
        unit: "ms",
        width: 80,
        ...limits("green", [10_000, "orange"], [60_000, "red"]),
      }),
      column("lag_bytes", { title: "Unread", unit: "bytes", width: 80 }),
      column("spool_bytes", { title: "Spool", unit: "bytes", width: 80 }),
      column("read", { title: "Read", unit: "short", width: 75 }),
      column("rejected", { title: "Rejected", unit: "short", width: 90, ...limits("green", [1, "orange"]) }),
      column("unaccounted", { title: "Lost", unit: "short", width: 60, ...limits("red", [0, "green"], [1, "red"]) }),
      column("agent", { hidden: true }),
    ],
  }).height(8);
}

function ingestRate() {
  return ownChart({
    title: "Ingest rate",
    description: "Lines that agents counted per second, backlog included",
    query: heartbeatRate("counted"),
  })
    .unit(LINES_PER_SECOND)
    .displayName(PER_SOURCE)
    .legend(BESIDE);
}

function behind() {
  return ownChart({
    title: "Behind",
    description:
      "How old the newest slot is of which everything is acknowledged, the highest of each point. A window waits for it",
    query: heartbeatField("behind_ms"),
  })
    .unit("ms")
    .displayName(PER_SOURCE)
    .legend(BESIDE);
}

function checkTime() {
  return ownChart({
    title: "Check time",
    description:
      "From a window's end until it is evaluated and its anomalies are saved: the slowest check of each point. " +
      "It contains the wait for the agents' watermarks",
    query: checkDelay(),
  })
    .unit("ms")
    .displayName(PER_SOURCE)
    .legend(BESIDE)
    .thresholds(steps("green", [500, "red"]))
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
}

function latency() {
  return ownChart({
    title: "Called after",
    description: "From the beginning of an anomaly until it was called",
    query: callingLatency(),
  })
    .unit("ms")
    .drawStyle(GraphDrawStyle.Points)
    .showPoints(VisibilityMode.Always)
    .pointSize(8)
    .displayName(PER_SOURCE)
    .legend(BESIDE);
}

function called() {
  return list({
    title: "What was called",
    description:
      "Incidents that began in the visible range, by kind, and how seldom normal traffic has to be so far out for one to be called: " +
      "the part of the budget of false alarms that the newest of them had",
    query: calledFrom(),
    noData: "No anomaly began in this range",
    columns: [
      column("kind", { ...wide("Kind"), more: [...wide("Kind").more ?? [], ...words(KIND_WORDS).more ?? []] }),
      column("incidents", { title: "Incidents", unit: "short", width: 110 }),
      column("once_s", { ...ONCE_IN, title: "Called from once in", width: 180 }),
    ],
  }).height(6);
}

function lagBytes() {
  return small("Unread", "Bytes of the log file that the agent has not read", heartbeatField("lag_bytes")).unit(
    "bytes",
  );
}

function lagTime() {
  const description = "How long the oldest unread byte has waited. Lines read more than a window late count as backlog";
  return small("Lag", description, heartbeatField("lag_ms")).unit("ms");
}

function spool() {
  const description =
    "Bytes on the agent's disk that wait for an acknowledgement: they grow while the api or the store is away";
  return small("Spool", description, heartbeatField("spool_bytes")).unit("bytes");
}

function rejected() {
  const description = "Lines refused for good per second, for example because they are older than the retention";
  return small("Rejected lines", description, heartbeatRate("rejected")).unit("suffix:/s");
}

/** What is 0 nearly always takes little room, and names its series in the tooltip alone. */
function small(title: string, description: string, query: string) {
  return ownChart({ title, description, query }).span(6).height(5).displayName(PER_SOURCE)
    .legend(legend(LegendPlacement.Bottom).showLegend(false));
}
