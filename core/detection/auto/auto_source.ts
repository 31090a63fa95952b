import { OVERFLOW_ID } from "../../mining/templates/template.ts";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import { burst as burstKind } from "../kinds/burst.ts";
import { drop } from "../kinds/drop.ts";
import { errors as errorsKind } from "../kinds/errors.ts";
import type { AnomalyKind } from "../kinds/kinds.ts";
import { missing } from "../kinds/missing.ts";
import { mix } from "../kinds/mix.ts";
import { pattern } from "../kinds/pattern.ts";
import { returning } from "../kinds/returning.ts";
import { rise } from "../kinds/rise.ts";
import { season } from "../kinds/season.ts";
import { silence as silenceKind } from "../kinds/silence.ts";
import { spike } from "../kinds/spike.ts";
import type { Finding } from "./finding.ts";
import type { AlertBudget } from "./alert_budget.ts";
import { type Evidence, RATIOS } from "./change_bank.ts";
import { type Change, ChangeWatch, type WeighedTick } from "./change_watch.ts";
import { DAY_MS } from "./clock_of_day.ts";
import { BURSTS_FROM_HOUR, DROPS_FROM_HOUR, RARE_FROM_HOUR } from "./learning_times.ts";
import { NoveltyRate } from "./novelty_rate.ts";
import { RareMessages } from "./rare_messages.ts";
import { ReferenceTraffic } from "./reference_traffic.ts";
import { SourceSilence } from "./source_silence.ts";
import { SourcePools } from "./source_pools.ts";
import { type Arrival, TemplateWatch } from "./template_watch.ts";
import type { Ticks } from "./ticks.ts";
import { TrafficLevel } from "./traffic_level.ts";
import { plausible, usualRange } from "./usual_range.ts";

/** A message is rare when it comes at most so often a day, and comes back when it was silent for so long. */
const RARE_PER_DAY = 4;
const RARE_GAP_MS = 8 * 3_600_000;
const CHANGES_FROM_TICK = 3;
/** A change that began longer ago is a slow one. */
const SLOW_MS = 3_600_000;
/** Evidence for no lines at all from which a source is taken for silent, nats: nothing is learned then. */
const SILENT_NATS = 3;
/** Less of all lines is called from the second tick on: the first may be where a silence began. */
const DROPS_FROM_TICKS = 2;
/** Changes by less than this ratio are taken for the course of the day while that is not known. */
const GROSS_RATIO = 2.5;
/** A tick's traffic is never expected to be less, lines. */
const LEAST_LINES = 0.3;
/** An operator accepts what all lines were like in these last ticks. */
const ACCEPTED_TICKS = 5;
/** What stands for all lines of level error and above where a template's id would be. */
const ERROR_LINES = "!errors";
/** Evidence from which another message has changed too, nats. */
const OPPOSITE_NATS = 7;
/** A message's first ticks are learned as they are: while nothing is expected of it any count is implausible. */
const RAW_TICKS = 5;
/** Clusters of severe rare messages that are expected in a source's first hours: errors are not made known by a calm start. */
const SEVERE_CLUSTERS = 0.05;

/** A window as the source's watch takes it. */
export interface WatchedWindow {
  readonly startMs: number;
  readonly endMs: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
  /** Of these the lines of level error and above. */
  readonly errors: ReadonlyMap<string, number>;
  /** Templates that are new to the source by this window. */
  readonly isNew: (template: string) => boolean;
  /** Whether all of the window was covered. */
  readonly isWhole: boolean;
}

/** What is expected of all lines in the present tick. */
export interface Expectation {
  readonly expected: number;
  readonly dispersion: number;
}

/** What is kept of a source between two runs, a JSON value. */
export type AutoSourceState = ReturnType<AutoSource["toState"]>;
/** What is kept of a template, a JSON value. */
export type TemplateWatchState = ReturnType<TemplateWatch["toState"]>;

/** Evaluates one source: what came in a window, what did not, and how rates compare with what is expected of them. */
export class AutoSource {
  readonly #source: string;
  readonly #budget: AlertBudget;
  readonly #ticks: Ticks;
  /** Ticks that were watched. */
  #tick = 0;
  #tickMs: number | null = null;
  #isWhole = true;
  #counts = new Map<string, number>();
  #errors = 0;
  #pools = new SourcePools();
  readonly #templates = new Map<string, TemplateWatch>();
  #traffic: ChangeWatch;
  #trafficLevel: TrafficLevel;
  #errorWatch: TemplateWatch;
  #reference = new ReferenceTraffic();
  #severe = new RareMessages(SEVERE_CLUSTERS);
  #rare = new RareMessages();
  #novelty = new NoveltyRate();
  #isSilent = false;
  /** No line has come in this tick. */
  #isEmpty = true;
  #silence = new SourceSilence();
  /** Templates by whether their rates were watched in the last tick. */
  #frequentTemplates = 0;
  #rareTemplates = 0;
  #findings: Finding[] = [];
  /** All lines of the last ticks, floods included. */
  #totals: WeighedTick[] = [];
  /** What was called missing and has come back since the last call of {@linkcode AutoSource.takeReturned}. */
  #returned: string[] = [];
  /** Templates that were called before their tick has ended. */
  readonly #peeked = new Set<string>();

  constructor(source: string, { budget, ticks }: { readonly budget: AlertBudget; readonly ticks: Ticks }) {
    this.#source = source;
    this.#budget = budget;
    this.#ticks = ticks;
    this.#traffic = new ChangeWatch(this.#pools.peaks, ticks);
    this.#trafficLevel = new TrafficLevel(ticks.perHour);
    this.#errorWatch = new TemplateWatch(0, { pools: this.#pools, ticks });
  }

  /** Ticks that were watched so far. */
  get tick(): number {
    return this.#tick;
  }

  /** How many templates it knows. */
  get size(): number {
    return this.#templates.size;
  }

  /** What is expected of all lines in a tick that begins at this time. */
  expectation(timeMs: number): Expectation {
    return { expected: this.#trafficLevel.at(timeMs), dispersion: this.#traffic.dispersion.tick };
  }

  /** What is expected of a template in the present tick, or null while its rate is not watched. */
  expectationOf(template: string): Expectation | null {
    const watch = this.#templates.get(template);
    if (!watch?.isFrequent(this.#tick)) return null;
    return { expected: watch.level.at(this.#reference.level), dispersion: watch.change.dispersion.tick };
  }

  /** Takes the next window. Returns what is out of the ordinary by now. */
  observe(window: WatchedWindow): Finding[] {
    this.#findings = [];
    const tickMs = Math.floor(window.startMs / this.#ticks.ms) * this.#ticks.ms;
    if (this.#tickMs !== null && tickMs !== this.#tickMs) this.#endTick();
    if (this.#tickMs === null) this.#isWhole = window.startMs === tickMs;
    this.#tickMs = tickMs;
    this.#isWhole &&= window.isWhole;
    this.#isEmpty &&= window.total === 0;
    for (const lines of window.errors.values()) this.#errors += lines;
    for (const [template, lines] of window.counts) {
      if (template === OVERFLOW_ID) continue;
      this.#counts.set(template, (this.#counts.get(template) ?? 0) + lines);
      this.#hear(template, lines, window);
    }
    if (window.endMs % this.#ticks.ms === 0) this.#endTick();
    else this.#peek(window);
    return this.#findings;
  }

  /** Passes over a window of which nothing is known: the tick that it belongs to is not weighed. */
  skip(startMs: number): Finding[] {
    this.#findings = [];
    const tickMs = Math.floor(startMs / this.#ticks.ms) * this.#ticks.ms;
    if (this.#tickMs !== null && tickMs !== this.#tickMs) this.#endTick();
    this.#tickMs = tickMs;
    this.#isWhole = false;
    return this.#findings;
  }

  /** What was called missing and has come back since the last call: templates, and `*` for lines at all. */
  takeReturned(): string[] {
    return this.#returned.splice(0);
  }

  /** What it is like now is normal: of one template (`*`: of all lines), or of everything. */
  accept(template?: string): void {
    const isAll = template === undefined || template === ALL_TEMPLATES;
    if (!this.#isSilent) this.#acceptMessages(isAll ? null : template);
    if (!isAll) return;
    this.#traffic.accept(this.#trafficLevel, this.#totals);
    this.#errorWatch.change.accept(this.#errorWatch.level);
  }

  /** Lines of a flood count as traffic once they are normal; other messages are expected as they were. @param template null: all. */
  #acceptMessages(template: string | null): void {
    let added = 0;
    const wanted = [...this.#templates].map(([id, watch]) => {
      const expected = this.#expected(watch);
      if (template !== null && template !== id) return { watch, expected };
      const accepted = expected * watch.change.recentRatio;
      watch.change.accept(watch.level);
      added += accepted - expected;
      return { watch, expected: accepted };
    });
    this.#reference.settle(this.#reference.level + added);
    for (const { watch, expected } of wanted) watch.level.scale *= expected / this.#expected(watch);
    const last = this.#totals.at(-1)?.expected;
    if (template === null || last === undefined) return;
    this.#trafficLevel.scale *= Math.max(LEAST_LINES, last + added) / Math.max(LEAST_LINES, last);
  }

  /** A template was merged into another: the one with more lines goes on under the surviving id. */
  merge(template: string, into: string): void {
    const merged = this.#templates.get(template);
    if (merged === undefined) return;
    this.#templates.delete(template);
    const survivor = this.#templates.get(into);
    if (survivor === undefined || survivor.lines < merged.lines) this.#templates.set(into, merged);
    const lines = this.#counts.get(template);
    if (lines === undefined) return;
    this.#counts.delete(template);
    this.#counts.set(into, (this.#counts.get(into) ?? 0) + lines);
  }

  /** What is kept of the source itself between two runs; see {@linkcode AutoSource.templateState}. */
  toState() {
    return {
      tick: this.#tick,
      tickMs: this.#tickMs,
      isWhole: this.#isWhole,
      counts: [...this.#counts],
      errors: this.#errors,
      pools: this.#pools.toState(),
      traffic: this.#traffic.toState(),
      trafficLevel: this.#trafficLevel.toState(),
      errorWatch: this.#errorWatch.toState(),
      reference: this.#reference.toState(),
      severe: this.#severe.toState(),
      rare: this.#rare.toState(),
      novelty: this.#novelty.toState(),
      isSilent: this.#isSilent,
      isEmpty: this.#isEmpty,
      silence: this.#silence.toState(),
      frequentTemplates: this.#frequentTemplates,
      rareTemplates: this.#rareTemplates,
      peeked: [...this.#peeked],
    };
  }

  /** What is kept of each template. */
  *templateStates(): Generator<readonly [template: string, state: TemplateWatchState]> {
    for (const [template, watch] of this.#templates) yield [template, watch.toState()];
  }

  static fromState(
    source: string,
    { state, templates, ...options }: {
      readonly state: AutoSourceState;
      readonly templates: Iterable<readonly [template: string, state: TemplateWatchState]>;
      readonly budget: AlertBudget;
      readonly ticks: Ticks;
    },
  ): AutoSource {
    const auto = new AutoSource(source, options);
    const { ticks } = options;
    auto.#tick = state.tick;
    auto.#tickMs = state.tickMs;
    auto.#isWhole = state.isWhole;
    auto.#counts = new Map(state.counts);
    auto.#errors = state.errors;
    const pools = auto.#pools = SourcePools.fromState(state.pools);
    auto.#traffic = ChangeWatch.fromState(state.traffic, pools.peaks, ticks);
    auto.#trafficLevel = TrafficLevel.fromState(state.trafficLevel, ticks.perHour);
    auto.#errorWatch = TemplateWatch.fromState(state.errorWatch, { pools, ticks });
    auto.#reference = ReferenceTraffic.fromState(state.reference);
    auto.#severe = RareMessages.fromState(state.severe);
    auto.#rare = RareMessages.fromState(state.rare);
    auto.#novelty = NoveltyRate.fromState(state.novelty);
    auto.#isSilent = state.isSilent;
    auto.#isEmpty = state.isEmpty;
    auto.#silence = SourceSilence.fromState(state.silence);
    auto.#frequentTemplates = state.frequentTemplates;
    auto.#rareTemplates = state.rareTemplates;
    for (const template of state.peeked) auto.#peeked.add(template);
    for (const [template, watch] of templates) {
      auto.#templates.set(template, TemplateWatch.fromState(watch, { pools, ticks }));
    }
    if (auto.#tick > 0) auto.#declareTests();
    return auto;
  }

  #hour(hour: number): number {
    return hour * this.#ticks.perHour;
  }

  #hear(template: string, lines: number, window: WatchedWindow): void {
    let watch = this.#templates.get(template);
    if (watch === undefined) {
      watch = new TemplateWatch(this.#tick, { pools: this.#pools, ticks: this.#ticks });
      this.#templates.set(template, watch);
      this.#novelty.add();
    }
    const arrival = watch.hear(lines, { timeMs: window.startMs, tick: this.#tick });
    if (arrival !== null) this.#hearRare(template, { watch, arrival, lines }, window);
    this.#hearBurst(template, watch, window);
  }

  /** A message after a long silence, or a new one. */
  #hearRare(
    template: string,
    { watch, arrival, lines }: { watch: TemplateWatch; arrival: Arrival; lines: number },
    window: WatchedWindow,
  ): void {
    const { startMs, endMs } = window;
    const { lastMs } = arrival;
    const perDay = this.#sightingsPerDay(watch, arrival, startMs);
    if (this.#tick === 0 || lastMs === null && !window.isNew(template)) return;
    if (lastMs !== null && (perDay > RARE_PER_DAY || startMs - lastMs <= RARE_GAP_MS)) return;
    // It has not been rare, its source was not watched.
    if (watch.isFrequent(this.#tick)) return;
    if (watch.change.habits.know(startMs, lines)) return;
    const isSevere = window.errors.has(template);
    const found = (isSevere ? this.#severe : this.#rare).add({ template, timeMs: startMs, lastMs, perDay });
    const isEarly = this.#tick <= (isSevere ? 1 : this.#hour(RARE_FROM_HOUR));
    if (found === null || isEarly || found.perDay > this.#budget.part("rare")) return;
    for (const member of found.cluster) {
      if (member.told) continue;
      member.told = true;
      this.#find(member.lastMs === null ? pattern.name : returning.name, member.template, {
        startMs: member.timeMs,
        endMs,
        actual: member.template === template ? lines : 1,
        expected: 0,
        lower: 0,
        upper: 0,
        perDay: found.perDay,
      });
    }
  }

  #sightingsPerDay(watch: TemplateWatch, { lastMs, bursts }: Arrival, nowMs: number): number {
    const quarter = 0.25;
    if (lastMs === null) return 0.5 / (this.#tick / this.#ticks.perDay + quarter);
    const days = (this.#tick - watch.born) / this.#ticks.perDay + quarter;
    return Math.min((bursts - 0.5) / days, DAY_MS / (nowMs - lastMs));
  }

  /** More lines of a rare message than it brings when it comes. */
  #hearBurst(template: string, watch: TemplateWatch, { endMs, startMs }: WatchedWindow): void {
    const burst = watch.burst!;
    if (burst.told || burst.lines < 2 || this.#tick <= this.#hour(BURSTS_FROM_HOUR)) return;
    if (watch.isFrequent(this.#tick)) return;
    const isFirst = watch.bursts <= 1;
    const perDay = isFirst ? this.#novelty.perDay / Math.max(1, this.#rareTemplates) : watch.burstsPerDay(this.#tick);
    const like = perDay * Math.exp(-watch.sizes.surprise(burst));
    if (like > this.#budget.part("size") || watch.change.habits.know(startMs, burst.lines)) return;
    burst.told = true;
    const figures = { actual: burst.lines, expected: 1, lower: 0, upper: Math.max(1, watch.sizes.usual) };
    this.#find(burstKind.name, template, { startMs: burst.stretchMs, endMs, ...figures, perDay: like });
  }

  /** Rises are called before the tick ends: lines that follow only add to them. */
  #peek({ counts, endMs }: WatchedWindow): void {
    if (!this.#isWhole || this.#tick <= CHANGES_FROM_TICK) return;
    const timeMs = this.#tickMs!;
    for (const template of counts.keys()) {
      const watch = this.#templates.get(template);
      if (watch === undefined || this.#peeked.has(template) || !this.#isRateWatched(watch)) continue;
      const tick = { timeMs, count: this.#counts.get(template)!, expected: this.#expected(watch) };
      const evidence = watch.change.peek(tick);
      if (evidence === null || !this.#isAlarming(watch.change, evidence)) continue;
      const perDay = this.#like(watch.change.calibrated(evidence));
      if (watch.change.habits.know(timeMs, tick.count) || this.#isYoung(watch)) continue;
      this.#peeked.add(template);
      this.#callChange(template, {
        ...evidence,
        calibrated: 0,
        startMs: timeMs - (evidence.ticks - 1) * this.#ticks.ms,
        adopted: false,
      }, {
        watch: watch.change,
        endMs,
        perDay,
      });
    }
  }

  #expected(watch: TemplateWatch): number {
    return watch.level.at(this.#reference.level);
  }

  #isYoung(watch: TemplateWatch): boolean {
    return this.#tick - watch.born <= this.#ticks.perHour && !watch.isSteady(this.#tick);
  }

  #isRateWatched(watch: TemplateWatch): boolean {
    return watch.isFrequent(this.#tick) && this.#tick - watch.born > CHANGES_FROM_TICK;
  }

  #endTick(): void {
    const timeMs = this.#tickMs!;
    this.#tickMs = null;
    if (this.#isWhole) {
      if (this.#silence.isOn) this.#goOnSilent(timeMs);
      else this.#weighTick(timeMs);
    }
    this.#isEmpty = true;
    this.#counts = new Map();
    this.#peeked.clear();
    this.#errors = 0;
  }

  /** Nothing is learned from a silence, nor from the tick in which it ends: of that one a part may be missing. */
  #goOnSilent(timeMs: number): void {
    if (this.#isEmpty) {
      this.#silence.goOn(this.#trafficLevel.at(timeMs));
      this.#tellSilence(timeMs);
    } else if (this.#silence.end()) this.#returned.push(ALL_TEMPLATES);
  }

  #tellSilence(timeMs: number): void {
    const silence = this.#silence.takeNews();
    if (silence === null) return;
    const { startMs, ticks, expected, perDay } = silence;
    const range = usualRange(expected, this.#traffic.dispersion.over(ticks));
    this.#find(silenceKind.name, ALL_TEMPLATES, {
      startMs,
      endMs: timeMs + this.#ticks.ms,
      actual: 0,
      expected,
      ...range,
      perDay,
    });
  }

  #weighTick(timeMs: number): void {
    const counted = this.#takeReference();
    this.#countTemplates();
    this.#declareTests();
    this.#weighTraffic(timeMs, counted);
    if (!this.#silence.isOn) this.#weighMessages(timeMs);
    this.#severe.pass(timeMs + this.#ticks.ms, this.#ticks.ms);
    this.#rare.pass(timeMs + this.#ticks.ms, this.#ticks.ms);
    this.#novelty.pass(1 / this.#ticks.perDay);
    this.#tick++;
  }

  #weighMessages(timeMs: number): void {
    this.#weighErrors(timeMs);
    const now = { tick: this.#tick, passed: this.#reference.passed };
    for (const [template, lines] of this.#counts) {
      if (lines > 0 && this.#templates.get(template)!.silence.hear(now)) this.#returned.push(template);
    }
    for (const [template, watch] of this.#templates) this.#weighTemplate(template, watch, timeMs);
    if (!this.#isSilent) {
      for (const [template, watch] of this.#templates) {
        this.#missTemplate(template, watch, timeMs);
      }
    }
  }

  /** Returns the lines of the tick, without what floods of single messages hold. */
  #takeReference(): number {
    const { perHour } = this.#ticks;
    let counted = 0;
    for (const [template, lines] of this.#counts) {
      const watch = this.#templates.get(template)!;
      const expected = this.#tick - watch.born > perHour ? this.#expected(watch) : null;
      counted += this.#reference.share(lines, expected, expected === null && watch.born <= perHour);
    }
    this.#reference.take(counted, this.#tick, this.#ticks.ms / 60_000);
    return counted;
  }

  #countTemplates(): void {
    let frequent = 0;
    for (const watch of this.#templates.values()) if (watch.isFrequent(this.#tick)) frequent++;
    this.#frequentTemplates = frequent;
    this.#rareTemplates = this.#templates.size - frequent;
  }

  #declareTests(): void {
    const change = this.#frequentTemplates + 2, size = this.#rareTemplates;
    const tests = { change, size, gap: this.#frequentTemplates + size, rare: 2 };
    this.#budget.set(this.#source, tests);
  }

  #weighTraffic(timeMs: number, count: number): void {
    const level = this.#trafficLevel;
    const expected = this.#tick === 0 ? Math.max(count, 0.01) : level.at(timeMs);
    const tick = { timeMs, count, expected };
    this.#totals = [...this.#totals.slice(-ACCEPTED_TICKS + 1), {
      timeMs,
      count: sum(this.#counts.values()),
      expected,
    }];
    if (this.#tick > CHANGES_FROM_TICK) {
      const evidence = this.#traffic.weigh(tick, { falls: true, isMature: this.#isMature(0) });
      this.#silence.take(timeMs, { isEmpty: this.#isEmpty, expected });
      this.#isSilent = evidence !== null && evidence.ratio === RATIOS[0] && evidence.nats > SILENT_NATS;
      if (evidence !== null && this.#isSilence(evidence)) return this.#beginSilence(timeMs, evidence);
      const isTooEarly = evidence !== null && evidence.ratio < 1 && evidence.ticks < DROPS_FROM_TICKS;
      if (!isTooEarly) this.#takeEvidence(ALL_TEMPLATES, evidence, { tick, watch: this.#traffic, level, isTold: true });
    }
    if (this.#isSilent) return;
    const learned = plausible(count, expected, this.#traffic.dispersion.tick);
    // While no day is known, its course itself is what traffic scatters by.
    if (this.#traffic.isChanging(timeMs, { by: level.knowsDay(timeMs) ? 1 : GROSS_RATIO })) return;
    level.learn(timeMs, learned);
    this.#traffic.dispersion.learn(learned, expected);
  }

  #isSilence(evidence: Evidence): boolean {
    const { empty } = this.#silence;
    if (empty === null || evidence.ratio > 1 || !this.#isAlarming(this.#traffic, evidence)) return false;
    return evidence.actual === 0 || empty.expected > SILENT_NATS * this.#traffic.dispersion.tick;
  }

  #beginSilence(timeMs: number, evidence: Evidence): void {
    this.#isSilent = false;
    this.#silence.begin(this.#like(this.#traffic.calibrated(evidence)));
    this.#tellSilence(timeMs);
    this.#traffic.rest();
    for (const { change } of this.#templates.values()) change.rest();
  }

  #weighErrors(timeMs: number): void {
    const watch = this.#errorWatch, count = this.#errors;
    if (count > 0) watch.hear(count, { timeMs, tick: this.#tick });
    const tick = { timeMs, count, expected: this.#expected(watch) };
    if (this.#tick > CHANGES_FROM_TICK) {
      const evidence = watch.change.weigh(tick, { falls: false, isMature: this.#isMature(0) });
      this.#takeEvidence(ERROR_LINES, evidence, { tick, watch: watch.change, level: watch.level, isTold: true });
    }
    this.#learn(watch, tick);
  }

  #weighTemplate(template: string, watch: TemplateWatch, timeMs: number): void {
    if (watch.silence.isGone) return;
    const age = this.#tick - watch.born;
    const tick = { timeMs, count: this.#counts.get(template) ?? 0, expected: this.#expected(watch) };
    if (this.#isRateWatched(watch)) {
      const falls = age >= this.#hour(DROPS_FROM_HOUR) && !this.#isSilent;
      const evidence = watch.change.weigh(tick, { falls, isMature: this.#isMature(watch.born) });
      this.#takeEvidence(template, evidence, {
        tick,
        watch: watch.change,
        level: watch.level,
        isTold: !this.#isYoung(watch),
      });
    } else watch.change.rest();
    this.#learn(watch, tick);
  }

  #learn(watch: TemplateWatch, { timeMs, count, expected }: WeighedTick): void {
    if (this.#isSilent || watch.change.isChanging(timeMs)) return;
    if (watch.level.age < RAW_TICKS) return watch.level.learn(count, this.#reference.level);
    const learned = plausible(count, expected, watch.change.dispersion.tick);
    watch.level.learn(learned, this.#reference.level);
    watch.change.dispersion.learn(learned, expected);
  }

  #isMature(born: number): boolean {
    return this.#tick - born > this.#hour(DROPS_FROM_HOUR);
  }

  #missTemplate(template: string, watch: TemplateWatch, timeMs: number): void {
    if (this.#counts.has(template) || this.#tick - watch.born < this.#hour(DROPS_FROM_HOUR)) return;
    const now = { tick: this.#tick, passed: this.#reference.passed };
    const missed = watch.silence.miss(now, this.#budget.part("gap"));
    if (missed === null) return;
    this.#find(missing.name, template, {
      startMs: timeMs - Math.floor(missed.gap - missed.mean) * this.#ticks.ms,
      endMs: timeMs + this.#ticks.ms,
      actual: 0,
      expected: missed.gap / missed.mean,
      lower: 1,
      upper: Infinity,
      perDay: missed.perDay,
    });
  }

  /** Events a day like one of so much evidence, over all ratios of one series. */
  #like(calibrated: number): number {
    return this.#ticks.perDay * RATIOS.length * Math.exp(-calibrated);
  }

  #isAlarming(watch: ChangeWatch, evidence: Evidence): boolean {
    return this.#like(watch.calibrated(evidence)) <= this.#budget.part("change");
  }

  #takeEvidence(
    template: string,
    evidence: Evidence | null,
    { tick, watch, level, isTold }: {
      readonly tick: WeighedTick;
      readonly watch: ChangeWatch;
      readonly level: { scale: number };
      readonly isTold: boolean;
    },
  ): void {
    if (evidence === null || !this.#isAlarming(watch, evidence)) return;
    const change = watch.take(evidence, tick, level);
    if (change === null || !isTold) return;
    const endMs = tick.timeMs + this.#ticks.ms;
    this.#callChange(template, change, { watch, endMs, perDay: this.#like(change.calibrated) });
  }

  #callChange(
    template: string,
    change: Change,
    { watch, endMs, perDay }: { readonly watch: ChangeWatch; readonly endMs: number; readonly perDay: number },
  ): void {
    const { actual, expected, ticks, startMs, adopted } = change;
    const kind = this.#kindOf(template, change, endMs);
    const range = usualRange(expected, watch.dispersion.over(ticks));
    const of = template === ERROR_LINES ? ALL_TEMPLATES : template;
    this.#find(kind, of, { startMs, endMs, actual, expected, ...range, perDay, adopted });
  }

  #kindOf(template: string, { ratio, actual, ticks, startMs }: Change, endMs: number): AnomalyKind {
    if (template === ERROR_LINES) return errorsKind.name;
    const isSlow = endMs - startMs > SLOW_MS;
    if (template !== ALL_TEMPLATES) {
      if (this.#hasOpposite(ratio)) return mix.name;
      return ratio < 1 ? drop.name : isSlow ? rise.name : spike.name;
    }
    if (ratio < 1) return drop.name;
    if (this.#trafficLevel.isUsualAtAnotherTime(actual / ticks)) return season.name;
    return isSlow ? rise.name : spike.name;
  }

  /** Whether another message has changed the other way while the traffic as a whole is usual. */
  #hasOpposite(ratio: number): boolean {
    const traffic = this.#traffic.strongest;
    if (traffic !== null && traffic.nats > OPPOSITE_NATS) return false;
    for (const { change } of this.#templates.values()) {
      const other = change.strongest;
      if (other !== null && other.ratio > 1 !== ratio > 1 && change.calibrated(other) > OPPOSITE_NATS) return true;
    }
    return false;
  }

  #find(
    kind: AnomalyKind,
    template: string,
    figures: Omit<Finding, "kind" | "source" | "template" | "adopted"> & { adopted?: boolean },
  ) {
    this.#findings.push({ kind, source: this.#source, template, adopted: false, ...figures });
  }
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
