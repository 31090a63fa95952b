import {
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
} from "@grafana/grafana-foundation-sdk/common";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { anomalyAnnotations } from "./annotations.ts";
import { board } from "./board.ts";
import { LINES_PER_SECOND } from "./columns.ts";
import { checkDelay } from "./flux/checks.ts";
import { callingLatency, heartbeatField, heartbeatRate, watermarkDelay } from "./flux/pipeline.ts";
import { DASHBOARDS } from "./links.ts";
import { chart } from "./panels/chart.ts";
import { steps } from "./panels/steps.ts";
import { bucketVariable, sourceVariable, windowVariable } from "./variables.ts";

const PER_AGENT = "${__field.labels.source} · ${__field.labels.agent}";
const NOT_HEARD = "No agent has been heard in this range: is one running?";

/** "Is LogIQ itself well?": how fast lines come in, what waits, what was refused, how soon windows are evaluated. */
export function selfMonitoring(): Dashboard {
  return board({
    uid: DASHBOARDS.selfMonitoring,
    title: "LogIQ · LogIQ itself",
    description: "Ingest rate, lag, spool, rejected lines, and how soon anomalies are called",
    variables: [bucketVariable(), sourceVariable(), windowVariable()],
    annotations: anomalyAnnotations(),
    rows: [
      { title: "Ingest", panels: [ingestRate(), rejected()] },
      { title: "What waits", panels: [lagBytes(), lagTime(), spool(), watermark()] },
      { title: "Detection", panels: [checkTime(), latency()] },
    ],
  });
}

function ingestRate() {
  return chart({
    title: "Ingest rate",
    description: "Lines that agents counted per second, backlog included",
    query: heartbeatRate("counted"),
    noData: NOT_HEARD,
  })
    .unit(LINES_PER_SECOND)
    .displayName(PER_AGENT);
}

function rejected() {
  return chart({
    title: "Rejected lines",
    description: "Lines refused for good per second, for example because they are older than the retention",
    query: heartbeatRate("rejected"),
    noData: NOT_HEARD,
  })
    .unit(LINES_PER_SECOND)
    .displayName(PER_AGENT)
    .thresholds(steps("green", [0.001, "red"]));
}

function lagBytes() {
  return chart({
    title: "Not read yet",
    description: "Bytes of the log file that the agent has not read",
    query: heartbeatField("lag_bytes"),
    noData: NOT_HEARD,
  })
    .unit("bytes")
    .displayName(PER_AGENT);
}

function lagTime() {
  return chart({
    title: "Lag",
    description: "How long the oldest unread byte has waited. Lines read more than a window late count as backlog",
    query: heartbeatField("lag_ms"),
    noData: NOT_HEARD,
  })
    .unit("ms")
    .displayName(PER_AGENT);
}

function spool() {
  return chart({
    title: "Spool",
    description:
      "Bytes on the agent's disk that wait for an acknowledgement: they grow while the api or the store is away",
    query: heartbeatField("spool_bytes"),
    noData: NOT_HEARD,
  })
    .unit("bytes")
    .displayName(PER_AGENT);
}

function watermark() {
  return chart({
    title: "Behind",
    description: "How old the newest slot is of which everything is acknowledged. A window waits for it",
    query: watermarkDelay(),
    noData: NOT_HEARD,
  })
    .unit("ms")
    .displayName(PER_AGENT);
}

function checkTime() {
  return chart({
    title: "Check time",
    description:
      "From a window's end until it is evaluated and its anomalies are saved: the slowest check of each point. " +
      "It contains the wait for the agents' watermarks",
    query: checkDelay(),
    noData: "No window was evaluated in this range: is a detector running?",
  })
    .unit("ms")
    .displayName("${__field.labels.source}")
    .thresholds(steps("green", [500, "red"]))
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
}

function latency() {
  return chart({
    title: "Called after",
    description: "From the end of an anomaly's first window to the saved anomaly",
    query: callingLatency(),
    noData: "No anomaly began in this range",
  })
    .unit("ms")
    .drawStyle(GraphDrawStyle.Points)
    .pointSize(8)
    .displayName("${__field.labels.source}");
}
