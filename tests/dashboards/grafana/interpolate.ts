/** The value of a dashboard variable: what is shown, and what queries get. `all`: the value of "All" where one is set. */
export interface Selection {
  readonly values: readonly string[];
  readonly all?: string;
}

/** Times and interval of a panel's query. */
export interface QueryRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly intervalMs: number;
  /** The data source's, from INFLUX_BUCKET. @default "default" */
  readonly defaultBucket?: string;
}

/** Replaces `${name}` and `${name:format}` as Grafana does. Unknown names stay. */
export function interpolateVariables(text: string, variables: ReadonlyMap<string, Selection>): string {
  return text.replace(/\$\{(\w+)(?::(\w+))?\}/g, (found, name: string, format: string | undefined) => {
    const selection = variables.get(name);
    if (!selection) return found;
    if (selection.all !== undefined) return selection.all;
    if (format === "doublequote") return selection.values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(",");
    return format === "regex" ? asRegex(selection.values) : asGlob(selection.values);
  });
}

/**
 * Fills in what the Flux data source's backend fills in: any word before the dot will do.
 *
 * @see https://github.com/grafana/grafana/blob/v10.4.x/pkg/tsdb/influxdb/flux/macros.go
 */
export function fillMacros(flux: string, { fromMs, toMs, intervalMs, defaultBucket = "default" }: QueryRange): string {
  const filled: Record<string, string> = {
    timeRangeStart: new Date(fromMs).toISOString(),
    timeRangeStop: new Date(toMs).toISOString(),
    windowPeriod: goDuration(intervalMs),
    bucket: `"${defaultBucket}"`,
    defaultBucket: `"${defaultBucket}"`,
    organization: '"org"',
  };
  return flux.replace(/[a-zA-Z]+\.([a-zA-Z]+)/g, (found, key: string) => filled[key] ?? found);
}

/** A duration as Go prints it: `500ms`, `2s`, `1m0s`, `1h0m0s`. */
export function goDuration(ms: number): string {
  if (ms < 1000) return `${ms}ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m${seconds % 60}s`;
  return `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds % 60}s`;
}

function asRegex(values: readonly string[]): string {
  const escaped = values.map((value) => value.replace(/[\\^$*+?.()|[\]{}/]/g, "\\$&"));
  return escaped.length === 1 ? escaped[0] : `(${escaped.join("|")})`;
}

function asGlob(values: readonly string[]): string {
  return values.length === 1 ? values[0] : `{${values.join(",")}}`;
}
