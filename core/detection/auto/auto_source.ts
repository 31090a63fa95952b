import { OVERFLOW_ID } from "../../mining/templates/template.ts";
import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import { countedFromMs, type Finding } from "../incidents/finding.ts";
import type { BurstLines } from "../incidents/open_incident.ts";
import { isHostSeries } from "../host_series.ts";
import { isMessage } from "../series_words.ts";
import { drop } from "../kinds/drop.ts";
import { errors as errorsKind } from "../kinds/errors.ts";
import { kindOf } from "../kinds/kinds.ts";
import type { AlertBudget } from "./alert_budget.ts";
import { BurstCalls } from "./burst_calls.ts";
import { ChangeAlarms } from "./change_alarms.ts";
import { ChangeWatch } from "./change_watch.ts";
import { contributorsTo } from "./contributing_messages.ts";
import { Dispersion } from "./dispersion.ts";
import { EarlyRises, type HeardMessage } from "./early_rises.ts";
import { HostWatch } from "./host_watch.ts";
import { ErrorWatch } from "./error_watch.ts";
import { MessageTests } from "./message_tests.ts";
import { predecessorOf } from "./predecessors.ts";
import { RareWatch } from "./rare_watch.ts";
import { successorOf } from "./successors.ts";
import { type SeldomMessage, seldomSince } from "./seldom_messages.ts";
import { SourceFrame } from "./source_frame.ts";
import { RAW_TICKS, SourceMessages, type TemplateWatchState } from "./source_messages.ts";
import { SourcePools } from "./source_pools.ts";
import type { TemplateWatch } from "./template_watch.ts";
import { TickCounts } from "./tick_counts.ts";
import type { Ticks } from "./ticks.ts";
import { TrafficLevel } from "./traffic_level.ts";
import { TrafficWatch } from "./traffic_watch.ts";
import type { WatchedWindow } from "./watched_window.ts";
import { sum } from "../../sum.ts";

/** What is expected in the present tick. */
export interface Expectation {
  readonly expected: number;
  readonly dispersion: number;
}

/** What all sources of a detector share. */
export interface SourceOptions {
  readonly budget: AlertBudget;
  readonly ticks: Ticks;
}

/** What is kept of a source between two runs, a JSON value. */
export type AutoSourceState = ReturnType<AutoSource["toState"]>;

/** What is kept of a source and of each of its templates. */
interface Saved {
  readonly state: AutoSourceState;
  readonly templates: Iterable<readonly [template: string, state: TemplateWatchState]>;
}

/** Evaluates one source: what came in a window, what did not, and how rates compare with what is expected of them. */
export class AutoSource {
  readonly #frame: SourceFrame;
  readonly #tick: TickCounts;
  readonly #messages: SourceMessages;
  readonly #traffic: TrafficWatch;
  readonly #errors: ErrorWatch;
  readonly #tests: MessageTests;
  readonly #earlyRises: EarlyRises;
  readonly #hosts: HostWatch;
  readonly #rare: RareWatch;
  readonly #bursts: BurstCalls;
  /** What was called missing and has come back since the last call of {@linkcode AutoSource.takeReturned}. */
  #returned: string[] = [];
  /** Whether the last window was known. */
  #isWatched = true;

  constructor(source: string, options: SourceOptions, saved?: Saved) {
    const { state, templates = [] } = saved ?? {};
    const pools = state && SourcePools.fromState(state.pools);
    const frame = this.#frame = new SourceFrame(source, {
      ...options,
      pools,
      tick: state?.tick,
      windows: state?.lastWindows,
    });
    const messages = this.#messages = state === undefined
      ? new SourceMessages(frame)
      : SourceMessages.fromState(frame, state, { templates });
    const traffic = trafficOf(frame, state);
    const tick = this.#tick = state === undefined ? new TickCounts() : TickCounts.fromState(state);
    const around = { traffic: traffic.change, level: traffic.level, tick };
    const alarms = new ChangeAlarms(frame, { messages, ...around });
    this.#traffic = new TrafficWatch(frame, { ...traffic, alarms, restored: state });
    this.#errors = new ErrorWatch(frame, { messages, alarms, restored: state?.errorWatch });
    this.#tests = new MessageTests(frame, { messages, alarms });
    this.#earlyRises = new EarlyRises(frame, { messages, alarms, errors: this.#errors.watch, restored: state?.peeked });
    this.#hosts = new HostWatch(frame, around, state?.hostWatch);
    this.#rare = new RareWatch(frame, state);
    this.#bursts = new BurstCalls(frame, { messages, rare: this.#rare });
    if (frame.tick > 0) this.#declareTests();
  }

  /** Ticks that were watched so far. */
  get tick(): number {
    return this.#frame.tick;
  }

  /** How many templates it knows. */
  get size(): number {
    return this.#messages.size;
  }

  /** What is expected of all lines in a tick that begins at this time. */
  expectation(timeMs: number): Expectation {
    return this.#traffic.expectation(timeMs);
  }

  /** What is expected of a template in the present tick, or null while its rate is not watched. */
  expectationOf(template: string): Expectation | null {
    const watch = this.#messages.get(template);
    if (!watch?.isFrequent(this.#frame.tick)) return null;
    return this.#messages.outlook(watch);
  }

  /** Takes the next window. Returns what is out of the ordinary by now. */
  observe(window: WatchedWindow): Finding[] {
    const { ticks } = this.#frame;
    if (this.#tick.isOver(window.startMs, ticks)) this.#endTick();
    this.#tick.add(window, ticks);
    this.#frame.windows.add(window);
    this.#isWatched = true;
    this.#rare.watch(window.startMs);
    const heard: HeardMessage[] = [];
    for (const [template, lines] of window.counts) {
      if (template !== OVERFLOW_ID) heard.push([template, this.#hear(template, lines, window)]);
    }
    if (window.endMs % ticks.ms === 0) this.#endTick();
    else this.#lookEarly(heard, window);
    return this.#frame.takeFindings();
  }

  /** Passes over a window of which nothing is known: the tick that it belongs to is not weighed. */
  skip(startMs: number): Finding[] {
    const { ticks } = this.#frame;
    if (this.#tick.isOver(startMs, ticks)) this.#endTick();
    this.#tick.skip(startMs, ticks);
    this.#rare.skip(startMs);
    if (this.#isWatched) this.#messages.passOver();
    this.#isWatched = false;
    return this.#frame.takeFindings();
  }

  /** Messages that are seldom seen, and had lines in the present stretch of five minutes or in the one before; from a time on. */
  seldomSince(sinceMs: number): SeldomMessage[] {
    return seldomSince(sinceMs, this.#messages, this.#frame);
  }

  /** Fewer lines than are likely since another source stopped, or null. */
  lackSince(sinceMs: number): Finding | null {
    const figures = this.#traffic.lackSince(sinceMs);
    return figures === null ? null : this.#frame.beside(drop.name, ALL_TEMPLATES, figures);
  }

  /** Whether what was called of a series goes on, though nothing more is found of it: a change, or the errors of a message that was new. */
  isChanged({ kind, template }: Pick<Finding, "kind" | "template">, nowMs: number): boolean {
    if (kindOf(kind).isOfErrors) return this.#errors.isChanged(nowMs);
    if (template === ALL_TEMPLATES) return this.#traffic.isChanged;
    if (isHostSeries(template)) return this.#hosts.isChanged(template, nowMs);
    const watch = this.#messages.get(template);
    if (watch === undefined) return false;
    return kindOf(kind).grows && this.#messages.isBurstOfErrors(watch, nowMs) || this.#messages.isChanged(watch, nowMs);
  }

  /** Lines of a template without a long pause, up to now. */
  burstOf(template: string): BurstLines | null {
    return this.#messages.get(template)?.burst ?? null;
  }

  /** What was called missing and has come back since the last call: templates, and `*` for lines at all. */
  takeReturned(): string[] {
    return this.#returned.splice(0);
  }

  /** What it is like now is normal: of one template (`*`: of all lines), or of everything. */
  accept(template: string = ALL_TEMPLATES): void {
    const isAll = template === ALL_TEMPLATES;
    if (isHostSeries(template)) return this.#hosts.accept(template);
    if (!this.#traffic.isSilent) {
      const added = this.#messages.accept(isAll ? null : template);
      if (!isAll) this.#traffic.add(added);
    }
    if (!isAll) return;
    this.#traffic.accept();
    this.#errors.accept();
    this.#hosts.accept(null);
  }

  /** A template was merged into another. */
  merge(template: string, into: string): void {
    this.#messages.merge(template, into);
    this.#tick.merge(template, into);
  }

  /** A template was split off another one. */
  split(template: string, ancestor: string): void {
    this.#messages.split(template, ancestor);
  }

  /** What is kept of the source itself between two runs; see {@linkcode AutoSource.templateStates}. */
  toState() {
    return {
      tick: this.#frame.tick,
      pools: this.#frame.pools.toState(),
      lastWindows: this.#frame.windows.toState(),
      ...this.#tick.toState(),
      ...this.#messages.toState(),
      ...this.#traffic.toState(),
      ...this.#rare.toState(),
      errorWatch: this.#errors.toState(),
      ...(this.#hosts.size > 0 ? { hostWatch: this.#hosts.toState() } : {}),
      peeked: this.#earlyRises.toState(),
    };
  }

  /** What is kept of each template. */
  templateStates(): Iterable<readonly [template: string, state: TemplateWatchState]> {
    return this.#messages.templateStates();
  }

  /** Goes on from what was kept. */
  static fromState(source: string, { state, templates, ...options }: Saved & SourceOptions): AutoSource {
    return new AutoSource(source, options, { state, templates });
  }

  #hear(template: string, lines: number, window: WatchedWindow): TemplateWatch {
    const watch = this.#messages.meet(template);
    const isNew = watch.bursts === 0 && window.isNew(template);
    const arrival = watch.hear(lines, {
      timeMs: window.startMs,
      tick: this.#frame.tick,
      isNew,
      isSevere: window.errors.has(template),
    });
    if (arrival !== null) this.#rare.hear(template, { watch, arrival, lines }, window);
    this.#bursts.hear(template, watch, window);
    return watch;
  }

  #lookEarly(heard: readonly HeardMessage[], window: WatchedWindow): void {
    this.#earlyRises.look(heard, this.#tick, window);
    this.#frame.explain((finding) => this.#explained(finding, this.#tick.tickMs!, this.#tick.lines));
  }

  #endTick(): void {
    const timeMs = this.#tick.tickMs!;
    if (this.#tick.isWhole) {
      if (this.#traffic.isOut) this.#goOnSilent(timeMs);
      else this.#weigh(timeMs);
    } else this.#returned.push(...this.#tests.hear(this.#tick.counts));
    this.#tick.clear();
    this.#earlyRises.clear();
  }

  #goOnSilent(timeMs: number): void {
    if (this.#traffic.goOn(timeMs, this.#tick.isEmpty)) {
      this.#returned.push(ALL_TEMPLATES);
      this.#messages.interrupt();
    }
    this.#returned.push(...this.#tests.hear(this.#tick.counts));
  }

  #weigh(timeMs: number): void {
    const { counts, errors, isEmpty } = this.#tick;
    const counted = this.#messages.begin(counts, { errors });
    this.#declareTests();
    const total = sum(counts.values()), errorLines = sum(errors.values());
    this.#traffic.weigh({ timeMs, counted, total, isEmpty, errors: errorLines });
    if (this.#traffic.isOut) {
      this.#messages.rest();
      this.#hosts.rest();
    } else this.#weighMessages(timeMs, errorLines);
    this.#rare.pass(timeMs + this.#frame.ticks.ms);
    this.#frame.explain((finding) => this.#explained(finding, timeMs));
    this.#messages.end();
    this.#frame.endTick();
  }

  #weighMessages(timeMs: number, errorLines: number): void {
    const { isSilent, mayCease } = this.#traffic;
    const { counts, hosts } = this.#tick;
    this.#errors.weigh(timeMs, errorLines, !isSilent);
    this.#returned.push(...this.#tests.weigh(timeMs, counts, { isSilent, mayCease }));
    this.#returned.push(...this.#hosts.weigh(timeMs, hosts, { tick: this.#frame.tick, isSilent, mayCease }));
  }

  /**
   * What has taken the place of a message; which messages did most to what was found of all lines, and all of these where a rise was weighed without floods.
   * @param untold lines of a tick that goes on
   */
  #explained(finding: Finding, timeMs: number, untold = 0): Partial<Finding> {
    const { kind, template, endMs, actual, expected } = finding;
    if (isMessage(template)) {
      const rateOf = (watch: TemplateWatch) => this.#messages.expected(watch) / this.#frame.ticks.ms;
      const now = { ...this.#messages.now, rateOf };
      const successor = successorOf(finding, this.#messages, now);
      if (successor !== undefined) return { successor };
      const predecessor = predecessorOf(finding, this.#messages, now);
      return predecessor === undefined ? {} : { predecessor };
    }
    // Once it is the level its messages are as usual: what was told of them before still holds.
    if (template !== ALL_TEMPLATES || actual === 0 || finding.adopted || finding.contributors !== undefined) return {};
    const startMs = countedFromMs(finding);
    const { expected: usual } = this.expectation(timeMs);
    const isRise = actual > expected, isOfErrors = kind === errorsKind.name;
    const { tick, ticks: { ms: tickMs } } = this.#frame;
    const beganAt = tick - Math.ceil((timeMs - startMs) / tickMs);
    // Of a log that had only just begun what came before is its life.
    const firstTick = Math.max(beganAt - RAW_TICKS, Math.min(beganAt, RAW_TICKS), 1);
    // A message's errors of an outage that is over are no errors that are expected.
    const most = isOfErrors ? expected / (endMs - startMs) : undefined;
    const change = { startMs, endMs, isRise, usual, tickMs, firstTick, begunMs: timeMs - tick * tickMs, most };
    const { errors } = this.#tick;
    const isMeant = (template: string) => !isOfErrors || errors.has(template);
    const contributors = contributorsTo(change, [...this.#messages].filter(([template]) => isMeant(template)));
    const seen = this.#traffic.since(startMs);
    return isRise && !isOfErrors && seen !== null ? { contributors, actual: seen + untold } : { contributors };
  }

  #declareTests(): void {
    const { frequent, rare } = this.#messages;
    const { size, frequent: rated } = this.#hosts;
    const change = frequent + 1 + rated, gap = frequent + rare + 1 + size;
    this.#frame.declare({ severe: 1, change, size: rare, gap, rare: size > 0 ? 3 : 2 });
  }
}

/** What is known of all lines together. */
function trafficOf({ pools, ticks }: SourceFrame, state?: AutoSourceState) {
  const byRate = true;
  if (state === undefined) {
    const dispersion = new Dispersion(ticks.perHour, { byRate });
    return { change: new ChangeWatch(pools.peaks, ticks, { dispersion }), level: new TrafficLevel(ticks.perHour) };
  }
  return {
    change: ChangeWatch.fromState(state.traffic, pools.peaks, ticks, { byRate }),
    level: TrafficLevel.fromState(state.trafficLevel, ticks.perHour),
  };
}
