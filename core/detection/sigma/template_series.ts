import { Baseline, type BaselineState } from "./baseline.ts";
import type { DetectionSettings } from "../detection_settings.ts";
import type { Episode } from "../episode.ts";
import { EpisodeSlot } from "../episode_slot.ts";
import type { Evaluated } from "../outcome.ts";
import { sigmaBand } from "./sigma_band.ts";

/** What is kept of an evaluated template between two runs. */
export interface TemplateSeriesState {
  readonly baseline: BaselineState;
  readonly episode?: Episode;
}

/** One template's frequency: its baseline and its episode. */
export class TemplateSeries {
  readonly template: string;
  readonly slot: EpisodeSlot;
  baseline: Baseline;
  readonly #settings: DetectionSettings;

  constructor(template: string, settings: DetectionSettings, episode: Episode | null = null) {
    this.template = template;
    this.slot = new EpisodeSlot(episode);
    this.baseline = new Baseline(settings.baselineWindows);
    this.#settings = settings;
  }

  /** The count against the band, or null while there are fewer than `learningWindows` windows to make one of. */
  evaluate(count: number): Evaluated | null {
    const { learningWindows, sigmaMultiplier } = this.#settings;
    if (this.baseline.size < learningWindows) return null;
    const band = sigmaBand(this.baseline.counts, { multiplier: sigmaMultiplier, counting: true });
    return { template: this.template, actual: count, band, anomalous: count > band.upper };
  }

  toState(): TemplateSeriesState {
    const baseline = this.baseline.toState(this.#settings.windowMs);
    const { episode } = this.slot;
    return episode === null ? { baseline } : { baseline, episode };
  }

  /** @param untilMs end of the last window that was seen. */
  static fromState(
    template: string,
    settings: DetectionSettings,
    { baseline, episode, untilMs }: TemplateSeriesState & { readonly untilMs: number },
  ): TemplateSeries {
    const series = new TemplateSeries(template, settings, episode ?? null);
    const { windowMs, baselineWindows: capacity } = settings;
    series.baseline = Baseline.fromState(baseline, { windowMs, capacity, untilMs });
    return series;
  }
}
