import type { TemplateRecord } from "../../core/counter_batch.ts";
import type { Heartbeat } from "../../core/heartbeat.ts";
import type { Mode } from "../../core/mode.ts";
import { reconcile } from "../../core/registry/reconcile.ts";
import type { CounterStore } from "../../store/ports/counters.ts";
import type { HeartbeatStore } from "../../store/ports/heartbeats.ts";
import type { TemplateStore } from "../../store/ports/templates.ts";

/** An agent as the store sees it: writes what a test says, slot by slot. */
export class ScriptedAgent {
  readonly source: string;
  readonly #store: CounterStore & TemplateStore & HeartbeatStore;
  readonly #agent: string;
  readonly #sinceMs: number;
  #firstLiveMs: number | null = null;
  #number = 0;

  constructor(store: CounterStore & TemplateStore & HeartbeatStore, { source = "web", agent = "agent", sinceMs }: {
    readonly source?: string;
    readonly agent?: string;
    readonly sinceMs: number;
  }) {
    this.#store = store;
    this.source = source;
    this.#agent = agent;
    this.#sinceMs = sinceMs;
  }

  /** The same agent in its next life. */
  restarted(sinceMs: number): ScriptedAgent {
    const next = new ScriptedAgent(this.#store, { source: this.source, agent: this.#agent, sinceMs });
    next.#firstLiveMs = this.#firstLiveMs;
    next.#number = this.#number;
    return next;
  }

  /** Counts lines of one slot; templates that are not in the registry come with it. */
  async count(
    slotMs: number,
    counts: Readonly<Record<string, number>>,
    mode: Mode = "live",
  ): Promise<void> {
    if (mode === "live" && Object.keys(counts).length > 0) this.#firstLiveMs ??= slotMs;
    const existing = await this.#store.templates({ source: this.source });
    const unknown = Object.keys(counts).filter((id) => existing.every((row) => row.id !== id));
    await this.register(unknown.map((id) => ({ id, firstSeenMs: slotMs })), slotMs);
    const points = Object.entries(counts).map(([template, count]) => {
      return { source: this.source, host: "h", level: "-", template, mode, slotMs, count };
    });
    const batch = { agent: this.#agent, number: this.#number++, points, templates: [], samples: [] };
    await this.#store.writeCounters(batch, slotMs);
  }

  /** Reports templates to the registry. */
  async register(
    records: readonly (Partial<TemplateRecord> & { readonly id: string })[],
    nowMs: number,
  ): Promise<void> {
    const existing = await this.#store.templates({ source: this.source });
    const whole = records.map((record) => ({
      source: this.source,
      text: `text of ${record.id}`,
      sample: `line of ${record.id}`,
      firstSeenMs: nowMs,
      initial: false,
      ...record,
    }));
    await this.#store.saveTemplates(reconcile(existing, whole, nowMs));
  }

  /** Says that everything before `watermarkMs` is in the store, and how much of the past is not. */
  async heartbeat(watermarkMs: number, seenMs = watermarkMs, more: Partial<Heartbeat> = {}): Promise<void> {
    const zeros = { read: 0, counted: 0, rejected: 0, lagBytes: 0, lagMs: 0, spoolBytes: 0 };
    const who = { agent: this.#agent, source: this.source, host: "h" };
    const span = { watermarkMs, sinceMs: this.#sinceMs, firstLiveMs: this.#firstLiveMs };
    const heartbeat: Heartbeat = { ...who, ...zeros, ...span, ...more };
    await this.#store.saveHeartbeats([heartbeat], seenMs);
  }
}
