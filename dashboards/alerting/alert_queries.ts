import { ANOMALIES } from "../flux/anomalies.ts";
import { HEALTH } from "../flux/health.ts";
import { OF_SOURCES } from "../flux/places.ts";
import { script } from "../flux/script.ts";
import { KIND_LOOKS } from "../kinds.ts";
import { DEFAULT_WINDOW_MS } from "../variables.ts";

const KIND_WORDS = KIND_LOOKS.map(({ kind, title }) => `if r.kind == "${kind}" then "${title}" else `).join("") +
  "r.kind";

/** A row per critical anomaly that is open: `source` and `kind`, in words, of what was called first, which stay the same while it is open, `id`, and 1. */
export function criticalAnomalies(): string {
  return forRule(script(
    `
anomalies
  |> filter(fn: (r) => r.open == "open" and r.severity == "critical")
  |> map(fn: (r) => ({source: r.source, kind: ${KIND_WORDS}, id: r.id, _value: 1.0}))`,
    { uses: [ANOMALIES] },
  ));
}

/** A row per agent and source that was heard in the last day: `source`, `host`, `agent`, and for how many seconds it has been silent. */
export function silentAgents(): string {
  return forRule(script(
    `
beats
  |> map(fn: (r) => ({source: r.source, host: r.host, agent: r.agent, _value: (nowMs - r.seen) / 1000.0}))`,
    { uses: [HEALTH] },
  ));
}

/** A row per source whose agent is heard: `source`, and how many seconds old its newest evaluated window is. */
export function behindDetectors(): string {
  return forRule(script(
    `
health
  |> filter(fn: (r) => r.state != "agent silent" and r.state != "waiting for lines")
  |> map(fn: (r) => ({source: r.source, _value: (nowMs - r.last_window) / 1000.0}))`,
    { uses: [HEALTH] },
  ));
}

/** A rule knows no variables of a dashboard: the database is the data source's own, the sources are all, a window is the usual one. */
function forRule(flux: string): string {
  return flux
    .replaceAll('"${bucket}_facts"', 'v.defaultBucket + "_facts"')
    .replaceAll('"${bucket}"', "v.defaultBucket")
    .replaceAll("${windowMs}", String(DEFAULT_WINDOW_MS))
    .replaceAll(OF_SOURCES, 'r.source != ""');
}
