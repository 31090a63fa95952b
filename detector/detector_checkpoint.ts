import type { DetectorRun } from "../core/detection/detector_factory.ts";
import type { SourceDetector, SourceState, TemplateState } from "../core/detection/source_detector.ts";
import { messageOf } from "../core/message_of.ts";
import { ALL_TEMPLATES } from "../core/statistics/tally_windows.ts";
import type { DetectorStateRow, DetectorStateStore } from "../store/ports/detector_state.ts";

/** From these rows on a write is made, with all rows of the source that reaches them. */
const ROWS_PER_WRITE = 5_000;

/** What {@linkcode DetectorCheckpoint.load} found. */
export interface LoadedDetectors {
  readonly detectors: readonly SourceDetector[];
  /** Why a source's state can't be gone on from, in words, by source. */
  readonly refused: ReadonlyMap<string, string>;
}

/** Keeps the detectors' state in the store; only what has changed since is written. */
export class DetectorCheckpoint {
  readonly #store: DetectorStateStore;
  /** What the store holds, by source and template. */
  readonly #saved = new Map<string, Map<string, string>>();

  constructor(store: DetectorStateStore) {
    this.#store = store;
  }

  /** Detectors as they were saved last. */
  async load(run: DetectorRun): Promise<LoadedDetectors> {
    const rows = await this.#store.detectorState();
    const detectors: SourceDetector[] = [];
    const refused = new Map<string, string>();
    for (const [source, ofSource] of Map.groupBy(rows, ({ source }) => source)) {
      this.#remember(ofSource);
      try {
        detectors.push(detectorOf(source, run, ofSource));
      } catch (error) {
        refused.set(source, messageOf(error));
      }
    }
    return { detectors, refused };
  }

  /** Saves states, many together; all rows of a source become visible together. */
  async save(detectors: readonly SourceDetector[], nowMs: number): Promise<void> {
    const waiting: DetectorStateRow[] = [];
    for (const detector of detectors) {
      waiting.push(...this.#changed(detector, nowMs));
      if (waiting.length >= ROWS_PER_WRITE) await this.#write(waiting.splice(0));
    }
    await this.#write(waiting);
  }

  async #write(rows: readonly DetectorStateRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#store.saveDetectorState(rows);
    this.#remember(rows);
  }

  #changed(detector: SourceDetector, nowMs: number): DetectorStateRow[] {
    const saved = this.#saved.get(detector.source) ?? new Map<string, string>();
    const rows = stateRows(detector, nowMs);
    const current = new Set(rows.map(({ template }) => template));
    const gone = [...saved.keys()].filter((template) => !current.has(template));
    return [...rows, ...gone.map((template) => ({ ...rows[0]!, template, ...GONE }))]
      .filter((row) => saved.get(row.template) !== contents(row));
  }

  #remember(rows: readonly DetectorStateRow[]): void {
    for (const row of rows) {
      let saved = this.#saved.get(row.source);
      if (saved === undefined) this.#saved.set(row.source, saved = new Map());
      saved.set(row.template, contents(row));
    }
  }
}

/** A template that was merged into another: rows can't be deleted one by one. */
const GONE = { known: false, baseline: "{}" } as const;

function stateRows(detector: SourceDetector, savedMs: number): DetectorStateRow[] {
  const { source } = detector;
  const state = detector.toState();
  const common = { source, lastWindowMs: state.nextMs - state.windowMs, savedMs };
  const own = { ...common, template: ALL_TEMPLATES, known: true, baseline: JSON.stringify(state) };
  const templates = [...detector.templateStates()].map(({ template, known, ...series }) => ({
    ...common,
    template,
    known,
    baseline: JSON.stringify(series),
  }));
  return [own, ...templates];
}

function detectorOf(source: string, run: DetectorRun, rows: readonly DetectorStateRow[]): SourceDetector {
  const own = rows.find(({ template }) => template === ALL_TEMPLATES);
  if (own === undefined) throw new Error(`Cannot continue "${source}": expected a state of the source itself`);
  const state: SourceState = JSON.parse(own.baseline);
  const templates: TemplateState[] = rows
    .filter((row) => row !== own)
    .map(({ template, known, baseline }) => ({ ...JSON.parse(baseline), template, known }));
  return run.resume(source, { state, templates });
}

function contents({ known, baseline }: DetectorStateRow): string {
  return `${known} ${baseline}`;
}
