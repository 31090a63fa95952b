import type { CounterPoint, TemplateRecord } from "../../core/counter_batch.ts";
import type { Heartbeat } from "../../core/heartbeat.ts";
import type { AgentMessage } from "../../core/agent_message.ts";
import { unpackBatch } from "../../core/packed_points.ts";

/** What becomes of a request: stored and answered, stored and the answer lost, lost before it is stored, or an answer of one's own. */
export type Fate = "ok" | "answerLost" | "requestLost" | Response;

/** Stands in for the api: stores counters idempotently by their identity, and loses what a test makes it lose. */
export class ApiDouble {
  readonly counters = new Map<string, CounterPoint>();
  readonly templates = new Map<string, TemplateRecord>();
  readonly heartbeats: Heartbeat[] = [];
  readonly messages: AgentMessage[] = [];
  /** Decides on each request with a batch. */
  fate: (message: AgentMessage) => Fate = () => "ok";
  /** What `GET /api/templates` answers. */
  registry: { id: string; text: string }[] = [];
  timeMs: () => number;
  /** Whether it is one of before, which does not sign what it refuses. */
  isOfBefore = false;

  constructor(timeMs: () => number = () => Date.now()) {
    this.timeMs = timeMs;
  }

  readonly transport = async (request: Request): Promise<Response> => {
    if (new URL(request.url).pathname === "/api/templates") return Response.json(this.registry);
    const { batch, ...rest } = await request.json();
    const message: AgentMessage = { ...rest, batch: batch && unpackBatch(batch) };
    const fate = message.batch === null ? "ok" : this.fate(message);
    if (fate instanceof Response) return fate;
    if (fate === "requestLost") throw new TypeError("connection refused");
    this.#store(message);
    if (fate === "answerLost") throw new TypeError("connection reset");
    const signs = this.isOfBefore ? {} : { signsRefusals: true };
    const about = { timeMs: this.timeMs(), batch: message.batch?.number ?? null };
    return Response.json({ stored: 0, rejected: 0, ...about, ...signs });
  };

  /** Lines stored, of one source or all, and of one mode or both. */
  lines({ source, mode }: { source?: string; mode?: string } = {}): number {
    return this.#select(source, mode).reduce((sum, point) => sum + point.count, 0);
  }

  /** Lines stored per template text. */
  byText(source?: string): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const point of this.#select(source)) {
      const text = this.templates.get(`${point.source} ${point.template}`)?.text ?? `unknown ${point.template}`;
      counts[text] = (counts[text] ?? 0) + point.count;
    }
    return counts;
  }

  /** The newest heartbeat of a source. */
  heartbeat(source: string): Heartbeat | undefined {
    return this.heartbeats.findLast((each) => each.source === source);
  }

  #select(source?: string, mode?: string): CounterPoint[] {
    return [...this.counters.values()].filter((point) =>
      (source === undefined || point.source === source) && (mode === undefined || point.mode === mode)
    );
  }

  #store({ batch, heartbeats, ...rest }: AgentMessage): void {
    this.messages.push({ batch, heartbeats, ...rest });
    for (const record of batch?.templates ?? []) this.templates.set(`${record.source} ${record.id}`, record);
    for (const point of batch?.points ?? []) {
      const { source, host, level, template, mode, slotMs } = point;
      const identity = [batch!.agent, batch!.number, slotMs, source, host, level, template, mode].join(" ");
      this.counters.set(identity, point);
    }
    this.heartbeats.push(...heartbeats);
  }
}
