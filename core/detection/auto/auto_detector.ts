import { OVERFLOW_ID } from "../../mining/templates/template.ts";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import type { Evaluated } from "../figures/evaluated.ts";
import type { Finding } from "../incidents/finding.ts";
import { overflow } from "../kinds/overflow.ts";
import { KnownTemplates } from "../observed/known_templates.ts";
import { believable } from "../observed/believable_window.ts";
import { filled } from "../observed/filled_window.ts";
import type { ObservedWindow } from "../observed/observed_window.ts";
import type { Outcome } from "../outcome.ts";
import type { DetectorStart, SourceDetector } from "../source_detector.ts";
import type { AutoRun } from "./auto_run.ts";
import { AutoSource, type Expectation } from "./auto_source.ts";
import { AUTO_NAME, AUTO_VERSION, type AutoSaved, type AutoState, type AutoTemplateState } from "./auto_state.ts";
import { LEARNING_TICKS } from "./learning_times.ts";
import { STRETCH_MS } from "./stretch_counts.ts";
import { usualRange } from "./usual_range.ts";
import type { WatchedWindow } from "./watched_window.ts";

/**
 * Evaluates a source by what its own past makes of it, within one budget of false findings over all sources: see `auto_source.ts` for what it
 * looks at and `incidents/` for how findings become incidents. It does not await a first line: no lines are something to know.
 */
export class AutoDetector implements SourceDetector {
  readonly source: string;
  readonly #run: AutoRun;
  #fromMs: number;
  #nextMs: number;
  #overflowed = false;
  /** Where the past begins that was learned and is not told of yet. */
  #pastMs: number | null = null;
  #watch: AutoSource;
  #known: KnownTemplates;

  constructor(source: string, run: AutoRun, { fromMs, knownSinceMs = -Infinity }: DetectorStart) {
    this.source = source;
    this.#run = run;
    this.#fromMs = fromMs;
    this.#nextMs = fromMs;
    this.#watch = new AutoSource(source, run);
    this.#known = new KnownTemplates({ windowMs: run.windowMs, knownSinceMs });
  }

  get nextMs(): number {
    return this.#nextMs;
  }

  get watchedMs(): number {
    return this.#watch.tick * this.#run.ticks.ms;
  }

  /** Takes a window of a tick's length; levels, habits and what is rare are learned as ever; what is found opens no incident, but tells how often it occurs. */
  learn(window: ObservedWindow): void {
    const told = filled(believable(window)), { startMs, counts, total } = told;
    const fresh = this.#known.take({ startMs, counts, total }, -Infinity);
    const found = this.#watch.observe(watchedWindow(told, startMs + this.#run.ticks.ms, fresh));
    const { watchedMs } = this;
    found.forEach((finding, at) => this.#run.incidents.recurrences.take(finding, { watchedMs, isOpening: at === 0 }));
    this.#watch.takeReturned();
    this.#overflowed ||= counts.has(OVERFLOW_ID);
    this.#pastMs ??= startMs;
  }

  startAt(fromMs: number): void {
    this.#fromMs = fromMs;
    this.#nextMs = fromMs;
  }

  observe(told: ObservedWindow): Outcome[] {
    const window = filled(believable(told));
    this.#step(window.startMs);
    for (const { template, ancestor } of window.arrivals) {
      if (ancestor !== undefined && this.#known.has(ancestor)) this.#watch.split(template, ancestor);
    }
    const fresh = this.#known.take(window, this.#fromMs);
    const before = this.#watch.tick;
    const isLearned = before >= LEARNING_TICKS;
    const learned = isLearned && this.#pastMs !== null ? [this.#establishedFrom(this.#pastMs, this.#fromMs)] : [];
    const evaluated = isLearned ? this.#evaluated(window) : null;
    const findings = this.#watch.observe(watchedWindow(window, this.#nextMs, fresh));
    const outcomes = this.#outcomesOf([...this.#overflow(window), ...findings]);
    return [...evaluated === null ? this.#learned(window, before) : [...learned, evaluated], ...outcomes];
  }

  skip(startMs: number): Outcome[] {
    this.#step(startMs);
    return this.#outcomesOf(this.#watch.skip(startMs));
  }

  rekey(replaced: ReadonlyMap<string, string>): Outcome[] {
    for (const [template, into] of replaced) {
      this.#known.merge(template, into);
      this.#watch.merge(template, into);
    }
    return this.#run.incidents.rekey(this.source, replaced);
  }

  accept(template?: string): void {
    this.#watch.accept(template);
    this.#run.incidents.accept(this.source, template);
  }

  toState(): AutoState {
    const { knownSinceMs } = this.#known;
    return {
      detector: AUTO_NAME,
      version: AUTO_VERSION,
      windowMs: this.#run.windowMs,
      nextMs: this.#nextMs,
      fromMs: this.#fromMs,
      knownSinceMs: Number.isFinite(knownSinceMs) ? knownSinceMs : null,
      overflowed: this.#overflowed,
      watch: this.#watch.toState(),
      incidents: this.#run.incidents.statesOf(this.source),
      recurrences: this.#run.incidents.recurrences.stateOf(this.source),
    };
  }

  *templateStates(): Generator<AutoTemplateState> {
    const watched = new Set<string>();
    for (const [template, watch] of this.#watch.templateStates()) {
      watched.add(template);
      yield { template, known: this.#known.has(template), watch };
    }
    for (const template of this.#known) if (!watched.has(template)) yield { template, known: true };
  }

  /**
   * Goes on from a state.
   * @throws {RangeError} when it has the form of another version.
   */
  static fromState(source: string, run: AutoRun, { state, templates }: AutoSaved): AutoDetector {
    const { fromMs, knownSinceMs } = state;
    if (state.version !== AUTO_VERSION) {
      throw new RangeError(
        `Cannot continue "${source}" from a state of version ${state.version}: expected ${AUTO_VERSION}, after an update`,
      );
    }
    const detector = new AutoDetector(source, run, { fromMs, knownSinceMs: knownSinceMs ?? -Infinity });
    detector.#nextMs = state.nextMs;
    detector.#overflowed = state.overflowed;
    const watches = templates.flatMap(({ template, watch }) => watch === undefined ? [] : [[template, watch] as const]);
    detector.#watch = AutoSource.fromState(source, { state: state.watch, templates: watches, ...run });
    const known = templates.filter((template) => template.known).map(({ template }) => template);
    detector.#known = new KnownTemplates({ windowMs: run.windowMs, knownSinceMs: knownSinceMs ?? -Infinity }, known);
    run.incidents.restore(state.incidents);
    if (state.recurrences !== undefined) run.incidents.recurrences.restore(source, state.recurrences);
    return detector;
  }

  #step(startMs: number): void {
    if (startMs !== this.#nextMs) {
      throw new RangeError(`Cannot observe window ${startMs} of "${this.source}": expected window ${this.#nextMs}`);
    }
    this.#nextMs += this.#run.windowMs;
  }

  #outcomesOf(findings: readonly Finding[]): Outcome[] {
    const { incidents } = this.#run;
    const outcomes = findings.map((finding) => incidents.take(finding, this.watchedMs));
    outcomes.push(...incidents.askOfStops(this.source, this.#nextMs, (sinceMs) => this.#watch.lackSince(sinceMs)));
    for (const template of this.#watch.takeReturned()) {
      outcomes.push(...incidents.release(this.source, template, this.#nextMs));
    }
    const related = findings.length > 0 || this.#nextMs % STRETCH_MS === 0 ? this.#related() : [];
    incidents.goOn(this.source, this.#nextMs, (series) => this.#watch.isChanged(series, this.#nextMs));
    const grown = incidents.grow(this.source, this.#nextMs, (template) => this.#watch.burstOf(template));
    return [...outcomes, ...related, ...grown, ...incidents.pass(this.source, this.#nextMs)];
  }

  /** Seldom messages that came with incidents of the source. */
  #related(): Outcome[] {
    return this.#run.incidents.relate(this.source, this.#nextMs, (sinceMs) => this.#watch.seldomSince(sinceMs));
  }

  /** What the window held against what was expected of it: all lines, and the templates whose rates are watched. */
  #evaluated({ startMs, counts, total }: ObservedWindow): Outcome {
    const traffic = this.#compared(ALL_TEMPLATES, total, this.#watch.expectation(startMs));
    const templates: Evaluated[] = [];
    for (const [template, lines] of counts) {
      const expectation = this.#watch.expectationOf(template);
      if (expectation !== null) templates.push(this.#compared(template, lines, expectation));
    }
    return { kind: "evaluated", startMs, traffic, templates };
  }

  #compared(template: string, actual: number, { expected, dispersion }: Expectation): Evaluated {
    // Where counts scatter more than by chance, the excess is in shares of the level: less of it in a shorter time.
    const share = this.#run.windowMs / this.#run.ticks.ms;
    const level = expected * share, scatter = 1 + (dispersion - 1) * share;
    const { lower, upper } = usualRange(level, scatter);
    const deviation = Math.sqrt(Math.max(level * scatter, 1e-9));
    return { template, actual, band: { level, lower, upper, deviation }, anomalous: false };
  }

  #learned({ startMs, total }: ObservedWindow, before: number): Outcome[] {
    const perTick = this.#run.ticks.ms / this.#run.windowMs;
    const windows = Math.round((this.#nextMs - this.#fromMs) / this.#run.windowMs);
    const templates = this.#watch.size;
    const of = Math.max(windows, Math.round(LEARNING_TICKS * perTick));
    const learning: Outcome = { kind: "learning", startMs, windows, of, total, templates };
    if (before === this.#watch.tick || this.#watch.tick < LEARNING_TICKS) return [learning];
    return [learning, this.#establishedFrom(this.#fromMs, this.#nextMs)];
  }

  #establishedFrom(fromMs: number, toMs: number): Outcome {
    const expectation = this.#watch.expectation(this.#nextMs - this.#run.windowMs);
    const { level: mean, deviation: stddev } = this.#compared(ALL_TEMPLATES, 0, expectation).band;
    const isPast = this.#pastMs !== null;
    this.#pastMs = null;
    return { kind: "established", fromMs, toMs, mean, stddev, knownTemplates: this.#watch.size, isPast };
  }

  /** Overflow is called once per source. */
  #overflow({ counts, startMs }: ObservedWindow): Finding[] {
    const actual = counts.get(OVERFLOW_ID) ?? 0;
    if (this.#overflowed || actual === 0) return [];
    this.#overflowed = true;
    const times = { startMs, endMs: this.#nextMs };
    const figures = { actual, expected: 0, lower: 0, upper: 0, perDay: 1e-3, adopted: false };
    return [{ kind: overflow.name, source: this.source, template: OVERFLOW_ID, ...times, ...figures }];
  }
}

/** A window as the tests of a source take it. @param fresh templates that are new to the source by it */
function watchedWindow(
  { complete, fatals, ...window }: Required<ObservedWindow>,
  endMs: number,
  fresh: readonly { readonly template: string }[],
): WatchedWindow {
  const templates = new Set(fresh.map(({ template }) => template));
  const isNew = (template: string) => templates.has(template);
  return { ...window, endMs, isNew, isFatal: (template) => fatals.has(template) && isNew(template), isWhole: complete };
}
