import type { Judged, Verdict } from "./judge_incidents.ts";
import type { LabelledInterval } from "./labelled_interval.ts";

/** How many labels of a name were found, and how soon. */
export interface LabelRow {
  readonly name: string;
  readonly labels: number;
  readonly found: number;
  /** From a label's start to the call of the first incident that found it; 0 where that was earlier. Null where none was found. */
  readonly medianDelayMs: number | null;
}

/** What became of the incidents of one kind. */
export interface KindRow extends Readonly<Record<Verdict, number>> {
  readonly kind: string;
}

/** How well incidents and labels agree. What can't be told, as without any incident, is null. */
export interface LabelScore extends Omit<LabelRow, "name">, Omit<KindRow, "kind"> {
  /** Labels of a time that the logs don't cover, which count for nothing. */
  readonly outside: number;
  /** Of the incidents in a label's time or in none, those that found one; incidents beside one count for nothing. */
  readonly precision: number | null;
  /** Share of the labels that were found. */
  readonly recall: number | null;
  readonly f1: number | null;
  readonly falsePerDay: number;
  readonly byLabel: readonly LabelRow[];
  readonly byKind: readonly KindRow[];
}

/** Sums up what labels say of the incidents of logs that cover `[fromMs, toMs)`. */
export function scoreLabels(
  judged: readonly Judged[],
  { labels, fromMs, toMs }: {
    readonly labels: readonly LabelledInterval[];
    readonly fromMs: number;
    readonly toMs: number;
  },
): LabelScore {
  const covered = labels.filter(({ startMs, endMs }) => endMs >= fromMs && startMs < toMs);
  const all = labelRow("", covered, judged), { right, beside, false: wrong } = kindRow("", judged);
  const precision = ratio(right, right + wrong), recall = ratio(all.found, all.labels);
  return {
    labels: all.labels,
    found: all.found,
    medianDelayMs: all.medianDelayMs,
    outside: labels.length - covered.length,
    right,
    beside,
    false: wrong,
    precision,
    recall,
    f1: precision === null || recall === null ? null : ratio(2 * precision * recall, precision + recall) ?? 0,
    falsePerDay: wrong / Math.max((toMs - fromMs) / DAY_MS, Number.MIN_VALUE),
    byLabel: groups(covered, ({ name }) => name).map(([name, group]) => labelRow(name, group, judged)),
    byKind: groups(judged, ({ incident }) => incident.kind).map(([kind, group]) => kindRow(kind, group)),
  };
}

const DAY_MS = 86_400_000;

function labelRow(name: string, labels: readonly LabelledInterval[], judged: readonly Judged[]): LabelRow {
  const delays = labels.flatMap((label) => delayOf(label, judged) ?? []);
  return { name, labels: labels.length, found: delays.length, medianDelayMs: median(delays) };
}

function delayOf(label: LabelledInterval, judged: readonly Judged[]): number | undefined {
  const calls = judged.filter(({ labels }) => labels.includes(label)).map(({ incident }) => incident.calledMs);
  return calls.length === 0 ? undefined : Math.max(0, Math.min(...calls) - label.startMs);
}

function kindRow(kind: string, judged: readonly Judged[]): KindRow {
  const count = (verdict: Verdict) => judged.filter((each) => each.verdict === verdict).length;
  return { kind, right: count("right"), beside: count("beside"), false: count("false") };
}

function groups<T>(all: readonly T[], keyOf: (each: T) => string): [string, T[]][] {
  return [...Map.groupBy(all, keyOf)].sort(([a], [b]) => a < b ? -1 : 1);
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b), middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
