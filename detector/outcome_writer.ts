import type { Anomaly } from "../core/detection/anomaly.ts";
import { kindOf } from "../core/detection/kinds/kinds.ts";
import type { Episode } from "../core/detection/episode.ts";
import type { Outcome } from "../core/detection/outcome.ts";
import { ALL_TEMPLATES } from "../core/statistics/tally_windows.ts";
import type { BaselineStore } from "../store/ports/baselines.ts";
import type { TemplateStore } from "../store/ports/templates.ts";
import type { WindowStore } from "../store/ports/windows.ts";
import type { WindowSource } from "../windows/window_source.ts";
import type { AlarmLog } from "./alarm_log.ts";
import type { AnomalyLog } from "./anomaly_log.ts";
import { baselineRows } from "./baseline_rows.ts";
import type { SourceOutcome } from "./detector_loop.ts";
import type { OutcomePublisher } from "./outcome_publisher.ts";
import { WrittenLines } from "./written_lines.ts";

/** What an {@linkcode OutcomeWriter} writes to. */
export interface OutcomeWriterOptions {
  readonly store: BaselineStore & WindowStore & Pick<TemplateStore, "samples">;
  readonly windowMs: number;
  readonly windows: Pick<WindowSource, "template">;
  readonly log: AnomalyLog;
  readonly alarms: AlarmLog;
  readonly publisher: OutcomePublisher;
}

/** How many baselines' figures are asked of the store at the same time. */
const STATISTICS_AT_ONCE = 8;

/** Takes outcomes of many sources to the store together, and publishes each after its anomaly is saved. */
export class OutcomeWriter {
  readonly #options: OutcomeWriterOptions;
  readonly #lines: WrittenLines;
  #waiting: readonly SourceOutcome[] = [];
  #baselines: readonly SourceOutcome[] = [];

  constructor(options: OutcomeWriterOptions) {
    this.#options = options;
    this.#lines = new WrittenLines(options.store);
  }

  /** Takes outcomes, which {@linkcode settle} writes. */
  take(outcomes: readonly SourceOutcome[]): void {
    this.#waiting = [...this.#waiting, ...outcomes];
    this.#baselines = [...this.#baselines, ...outcomes];
  }

  /** Writes what waits: alarms and anomalies first. When the store fails on the way the next call goes on from there. */
  async settle(): Promise<void> {
    await this.#saveAnomalies();
    if (this.#baselines.length === 0) return;
    const ofSource = Map.groupBy(this.#baselines, ({ source }) => source);
    const rows = [...ofSource].flatMap(([source, each]) => baselineRows(source, each.map(({ outcome }) => outcome)));
    if (rows.length > 0) await this.#options.store.saveBaselines(rows);
    this.#baselines = [];
  }

  async #saveAnomalies(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const { log, alarms, publisher } = this.#options;
    const waiting = await this.#withStatistics(this.#waiting);
    const episodes = waiting.flatMap(({ outcome }) => "episode" in outcome ? [outcome.episode] : []);
    const muted = waiting.flatMap(({ outcome }) => outcome.kind === "muted" ? [outcome.alarm] : []);
    await alarms.save(episodes, muted);
    await this.#lines.load(episodes);
    const saved = new Map(await log.save(episodes, (episode, source, id) => this.#wordsOf(episode, source, id)));
    this.#waiting = [];
    for (const { source, outcome, isBehind } of waiting) {
      if (outcome.kind === "muted") continue;
      const each = "episode" in outcome ? saved.get(outcome.episode.id) : undefined;
      if (outcome.kind !== "evaluated" || !isBehind) publisher.publish(source, outcome, each);
      if (each === undefined) continue;
      if (outcome.kind === "extended") saved.set(each.anomaly.id, { ...each, worsened: false });
      if (isLast(outcome, each.anomaly)) this.#forget(each.anomaly.id);
    }
  }

  /** A template's text and a line of it, as it was written where that is known. */
  #wordsOf({ id }: Episode, source: string, template: string): ReturnType<WindowSource["template"]> {
    const words = this.#options.windows.template(source, template);
    const sample = this.#lines.of(id, { source, template });
    return words === undefined || sample === undefined ? words : { ...words, sample };
  }

  #forget(id: string): void {
    this.#options.log.forget(id);
    this.#options.alarms.forget(id);
  }

  /** The baseline's figures are those of the database, over exactly the windows that were learned. */
  async #withStatistics(outcomes: readonly SourceOutcome[]): Promise<SourceOutcome[]> {
    const result = [...outcomes];
    const established = [...result.keys()].filter((index) => result[index]!.outcome.kind === "established");
    for (let from = 0; from < established.length; from += STATISTICS_AT_ONCE) {
      const some = established.slice(from, from + STATISTICS_AT_ONCE);
      await Promise.all(some.map(async (index) => result[index] = await this.#fromStore(result[index]!)));
    }
    return result;
  }

  async #fromStore(told: SourceOutcome): Promise<SourceOutcome> {
    const { source, outcome } = told;
    if (outcome.kind !== "established" || outcome.isPast) return told;
    const { store, windowMs } = this.#options;
    const { fromMs, toMs } = outcome;
    const rows = await store.windowStatistics({ source, fromMs, toMs, windowMs });
    const all = rows.find(({ template }) => template === ALL_TEMPLATES);
    return all === undefined ? told : { ...told, outcome: { ...outcome, mean: all.mean, stddev: all.stddev } };
  }
}

/** Whether an anomaly is not saved again: incidents go on until they are closed, whatever leads them. */
function isLast({ kind }: Outcome, anomaly: Anomaly): boolean {
  return kind === "closed" || anomaly.incident === undefined && !kindOf(anomaly.kind).lasts;
}
