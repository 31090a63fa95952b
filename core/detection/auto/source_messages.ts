import type { WeighedTick } from "./change_watch.ts";
import { LEARNING_TICKS } from "./learning_times.ts";
import { NoveltyRate } from "./novelty_rate.ts";
import { ReferenceTraffic } from "./reference_traffic.ts";
import type { SourceFrame } from "./source_frame.ts";
import { type Outlook, TemplateWatch } from "./template_watch.ts";
import { plausible } from "./usual_range.ts";
import { stretchBefore } from "./stretch_counts.ts";

/** A message's first ticks are learned as they are: while nothing is expected of it any count is implausible. */
export const RAW_TICKS = 5;

const NONE: ReadonlyMap<string, number> = new Map();

/** State of a source's messages but for each template's own, a JSON value. */
export type SourceMessagesState = ReturnType<SourceMessages["toState"]>;
/** What is kept of a template, a JSON value. */
export type TemplateWatchState = ReturnType<TemplateWatch["toState"]>;

/** What series are like. */
interface SeriesOptions {
  readonly isShared?: boolean;
}

/** The templates of a source, and how many lines of each are expected by the traffic that it has. */
export class SourceMessages {
  readonly #frame: SourceFrame;
  readonly #isShared: boolean;
  readonly #watches = new Map<string, TemplateWatch>();
  #reference = new ReferenceTraffic();
  #novelty = new NoveltyRate();
  /** Changes when something is learned. */
  #epoch = 0;
  #frequent = 0;
  #rare = 0;

  /** @param options `isShared`: a series that is new takes over lines of others, as a host does, and brings none. */
  constructor(frame: SourceFrame, { isShared = false }: SeriesOptions = {}) {
    this.#frame = frame;
    this.#isShared = isShared;
  }

  get size(): number {
    return this.#watches.size;
  }

  /** How many had rates that were watched in the last tick. */
  get frequent(): number {
    return this.#frequent;
  }

  /** How many of the last tick were too rare for that. */
  get rare(): number {
    return this.#rare;
  }

  /** New templates a day, lately. */
  get newPerDay(): number {
    return this.#novelty.perDay;
  }

  /** The time as gaps between lines are measured by: ticks, and lines of the whole source. */
  get now(): { readonly tick: number; readonly passed: number } {
    return { tick: this.#frame.tick, passed: this.#reference.passed };
  }

  get(template: string): TemplateWatch | undefined {
    return this.#watches.get(template);
  }

  [Symbol.iterator](): IterableIterator<[template: string, watch: TemplateWatch]> {
    return this.#watches.entries();
  }

  /** The watch of a template that has lines, made with its first. */
  meet(template: string): TemplateWatch {
    let watch = this.#watches.get(template);
    if (watch === undefined) {
      watch = new TemplateWatch(this.#frame.tick, this.#frame);
      this.#watches.set(template, watch);
      this.#novelty.add();
    }
    return watch;
  }

  /** Lines that are expected in the present tick. */
  expected(watch: TemplateWatch): number {
    return watch.level.at(this.#reference.level);
  }

  /** What is expected of a message until the tick has ended. */
  outlook(watch: TemplateWatch): Outlook {
    return watch.outlook(this.#epoch, this.#reference.level);
  }

  /** Lines that are expected by the traffic at present: where that changes, not each message does. */
  expectedAtPresent({ level }: TemplateWatch): number {
    return level.at(this.#reference.present);
  }

  /** Whether a change of a message that was called goes on, by the stretch of five minutes that goes on and the one before. @param nowMs end of a tick */
  isChanged(watch: TemplateWatch, nowMs: number): boolean {
    const sinceMs = stretchBefore(nowMs), expected = this.expected(watch) * (nowMs - sinceMs) / this.#frame.ticks.ms;
    return watch.change.isLasting(watch.counts.linesSince(sinceMs), expected);
  }

  /** Whether errors of a message go on to come, by the stretch of five minutes that goes on and the one before. */
  isBurstOfErrors({ burst, counts }: TemplateWatch, nowMs: number): boolean {
    return burst?.isSevere === true && counts.linesSince(stretchBefore(nowMs)) > 0;
  }

  /** Whether too little is known of a message for changes of it to be called. */
  isYoung(watch: TemplateWatch): boolean {
    return this.#frame.since(watch.born) <= this.#frame.ticks.perHour && !watch.isSteady(this.#frame.tick);
  }

  isRateWatched(watch: TemplateWatch): boolean {
    return watch.isFrequent(this.#frame.tick) && this.#frame.since(watch.born) >= LEARNING_TICKS;
  }

  /** A template was merged into another: the one with more lines goes on under the surviving id. */
  merge(template: string, into: string): void {
    const merged = this.#watches.get(template);
    if (merged === undefined) return;
    this.#watches.delete(template);
    const survivor = this.#watches.get(into);
    if (survivor === undefined || survivor.lines < merged.lines) this.#watches.set(into, merged);
  }

  /** Nothing is known of a template any more. */
  forget(template: string): void {
    this.#watches.delete(template);
  }

  /** A template was split off another one: from now on each has a rate of its own, about which the past says nothing. */
  split(template: string, ancestor: string): void {
    if (this.#watches.has(template)) return;
    const { tick, pools, ticks } = this.#frame;
    for (const id of [template, ancestor]) {
      this.#watches.set(id, new TemplateWatch(tick, { pools, ticks, isContinued: true }));
    }
  }

  /**
   * Begins to weigh a tick. Returns its lines, without what floods of single messages hold: but where the others are fewer than usual these stand for
   * them, as after a release that says the same in other words.
   * @param options `by`: what the lines are divided by, where series share them alike; `errors`: messages that stand for no others
   */
  begin(
    counts: ReadonlyMap<string, number>,
    { by = 1, errors = NONE }: { readonly by?: number; readonly errors?: ReadonlyMap<string, number> } = {},
  ): number {
    const { tick, ticks } = this.#frame;
    let counted = 0, held = 0;
    for (const [template, lines] of counts) {
      const share = this.#share(this.#watches.get(template)!, lines);
      counted += share;
      if (!errors.has(template)) held += lines - share;
    }
    counted += Math.min(held, Math.max(0, this.#reference.usual * by - counted));
    this.#reference.take(counted / by, tick, ticks.ms / 60_000);
    this.#sort();
    return counted;
  }

  /** A tick was weighed. */
  end(): void {
    this.#novelty.pass(1 / this.#frame.ticks.perDay);
    this.#epoch++;
  }

  /** Learns what a tick held, unless a change goes on. */
  learn(watch: TemplateWatch, { timeMs, count, expected }: WeighedTick): void {
    if (watch.change.isChanging(timeMs)) return;
    const reference = this.#reference.level;
    if (watch.level.age < RAW_TICKS) return watch.level.learn(count, reference);
    const learned = plausible(count, expected, watch.change.dispersion.tick);
    watch.level.learn(learned, reference);
    watch.change.dispersion.learn(learned, expected);
  }

  /**
   * What a message is like now is normal; the others are expected as they were.
   * @param template null: all of them.
   * @returns by how many lines a tick more is expected of all together.
   */
  accept(template: string | null): number {
    let added = 0;
    const wanted = [...this.#watches].map(([id, watch]) => {
      const expected = this.expected(watch);
      if (template !== null && template !== id) return { watch, expected };
      const accepted = expected * watch.change.recentRatio;
      watch.change.accept(watch.level);
      added += accepted - expected;
      return { watch, expected: accepted };
    });
    this.#reference.settle(this.#reference.level + added);
    for (const { watch, expected } of wanted) watch.level.scale *= expected / this.expected(watch);
    this.#epoch++;
    return added;
  }

  /** Forgets all evidence for changes. */
  rest(): void {
    for (const { change } of this.#watches.values()) change.rest();
  }

  /** The source was silent, and that was called: gaps that hold this time say nothing of a message's own, nor does what is left of the traffic then. */
  interrupt(): void {
    this.#reference.resume();
    for (const { silence } of this.#watches.values()) silence.interrupt();
  }

  /** Nobody watched: what has not come since its last line may have come then. */
  passOver(): void {
    const { now } = this;
    for (const { silence } of this.#watches.values()) silence.passOver(now);
  }

  toState() {
    return {
      reference: this.#reference.toState(),
      novelty: this.#novelty.toState(),
      frequentTemplates: this.#frequent,
      rareTemplates: this.#rare,
    };
  }

  /** What is kept of each template. */
  *templateStates(): Generator<readonly [template: string, state: TemplateWatchState]> {
    for (const [template, watch] of this.#watches) yield [template, watch.toState()];
  }

  static fromState(
    frame: SourceFrame,
    state: SourceMessagesState,
    { templates, ...options }: SeriesOptions & {
      readonly templates: Iterable<readonly [template: string, state: TemplateWatchState]>;
    },
  ): SourceMessages {
    const messages = new SourceMessages(frame, options);
    messages.#reference = ReferenceTraffic.fromState(state.reference);
    messages.#novelty = NoveltyRate.fromState(state.novelty);
    messages.#frequent = state.frequentTemplates;
    messages.#rare = state.rareTemplates;
    for (const [template, watch] of templates) messages.#watches.set(template, TemplateWatch.fromState(watch, frame));
    return messages;
  }

  /** How many of a message's lines count as traffic. */
  #share(watch: TemplateWatch, lines: number): number {
    const { perHour } = this.#frame.ticks;
    const isKnown = this.#frame.since(watch.born) > perHour || watch.born <= perHour && watch.level.age >= RAW_TICKS;
    const expected = isKnown ? this.expected(watch) : null;
    const isCounted = this.#isShared || watch.isContinued || watch.born <= perHour;
    return this.#reference.share(lines, expected, expected === null && isCounted);
  }

  #sort(): void {
    const { tick } = this.#frame;
    let frequent = 0;
    for (const watch of this.#watches.values()) {
      watch.settle(tick);
      if (watch.isFrequent(tick)) frequent++;
    }
    this.#frequent = frequent;
    this.#rare = this.#watches.size - frequent;
  }
}
