import { hostSeries } from "../host_series.ts";
import { ChangeAlarms } from "./change_alarms.ts";
import type { Surroundings } from "./change_meaning.ts";
import { type DeparturesState, HostDepartures } from "./host_departures.ts";
import { MessageTests, type WholeSource } from "./message_tests.ts";
import type { SourceFrame } from "./source_frame.ts";
import { SourceMessages, type SourceMessagesState, type TemplateWatchState } from "./source_messages.ts";

/** This many hosts of a source are told apart. */
const MOST_HOSTS = 64;
/** Of this many others it is remembered that they are there. */
const MOST_OTHERS = 1000;
/** One that had lines within this many ticks takes its share of them. */
const LATELY_TICKS = 3;

/** State of the watch over hosts, a JSON value. */
export interface HostWatchState {
  readonly hosts: SourceMessagesState;
  readonly departures: DeparturesState;
  readonly watches: readonly (readonly [series: string, state: TemplateWatchState])[];
  /** Those that there was no room for. @default none */
  readonly others?: readonly string[];
}

/**
 * Watches the hosts of a source that has several: one that falls silent while the others take over its work, and one that has another
 * share of the lines than usual. Their rates are told by the source's traffic, as those of messages are.
 */
export class HostWatch {
  readonly #hosts: SourceMessages;
  readonly #tests: MessageTests;
  readonly #departures: HostDepartures;
  /** Hosts that there was no room for, the one that was heard last at the end. */
  readonly #others: Set<string>;

  constructor(frame: SourceFrame, around: Omit<Surroundings, "messages">, restored?: HostWatchState) {
    const { hosts, departures, watches = [], others } = restored ?? {};
    this.#others = new Set(others);
    this.#hosts = hosts === undefined
      ? new SourceMessages(frame, { isShared: true })
      : SourceMessages.fromState(frame, hosts, { isShared: true, templates: watches });
    const alarms = new ChangeAlarms(frame, { ...around, messages: [] });
    this.#departures = new HostDepartures(frame, alarms, departures);
    this.#tests = new MessageTests(frame, { messages: this.#hosts, alarms, departures: this.#departures });
  }

  /** How many there are, 0 while there is but one. */
  get size(): number {
    return this.#hosts.size;
  }

  /** How many have rates that are watched. */
  get frequent(): number {
    return this.#hosts.frequent;
  }

  /** Weighs a tick. @param lines by host. @returns series of hosts that were called missing and are back. */
  weigh(timeMs: number, lines: ReadonlyMap<string, number>, { tick, ...source }: WholeSource & {
    readonly tick: number;
  }): string[] {
    if (this.size === 0 && lines.size < 2) return [];
    const counts = new Map<string, number>(), arrived: string[] = [];
    for (const [host, count] of lines) {
      const series = hostSeries(host);
      if (this.#isNew(series)) {
        this.#departures.arrive();
        arrived.push(series);
      }
      if (!this.#takesIn(series)) continue;
      this.#hosts.meet(series).hear(count, { timeMs, tick });
      counts.set(series, count);
    }
    this.#hosts.begin(counts, { by: this.#working(tick) });
    const returned = this.#tests.weigh(timeMs, counts, source);
    this.#hosts.end();
    this.#departures.pass();
    return [...arrived, ...returned];
  }

  /** Whether a change of a host that was called goes on. */
  isChanged(series: string, nowMs: number): boolean {
    const watch = this.#hosts.get(series);
    return watch !== undefined && this.#hosts.isChanged(watch, nowMs);
  }

  /** Forgets all evidence for changes. */
  rest(): void {
    this.#hosts.rest();
  }

  /** What hosts are like now is normal. @param series null: all of them. */
  accept(series: string | null): void {
    this.#hosts.accept(series);
  }

  toState(): HostWatchState {
    return {
      hosts: this.#hosts.toState(),
      departures: this.#departures.toState(),
      watches: [...this.#hosts.templateStates()],
      ...(this.#others.size > 0 && { others: [...this.#others] }),
    };
  }

  /** How many hosts have had lines lately: where one goes or comes, the others' shares change. */
  #working(tick: number): number {
    let working = 0;
    for (const [, { silence }] of this.#hosts) if (!silence.isGone && silence.gapAt(tick) <= LATELY_TICKS) working++;
    return Math.max(1, working);
  }

  /** Whether a host has come, be it again after it was forgotten. */
  #isNew(series: string): boolean {
    return this.#hosts.get(series) === undefined && !this.#others.has(series);
  }

  /** Whether there is room for a host that has lines: where there are too many, in place of one that has gone. */
  #takesIn(series: string): boolean {
    this.#others.delete(series);
    if (this.#hosts.get(series) !== undefined || this.#makeRoom()) return true;
    this.#others.add(series);
    if (this.#others.size > MOST_OTHERS) this.#others.delete(this.#others.values().next().value!);
    return false;
  }

  #makeRoom(): boolean {
    if (this.size < MOST_HOSTS) return true;
    for (const [series, { silence }] of this.#hosts) {
      if (!silence.isGone) continue;
      this.#hosts.forget(series);
      return true;
    }
    return false;
  }
}
