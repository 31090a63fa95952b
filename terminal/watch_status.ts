import type { AgentEvent } from "../agent/agent_event.ts";
import { counted } from "../core/detection/figures/counted.ts";
import { formatRate } from "../core/detection/figures/format_rate.ts";
import type { DetectorEvent } from "../detector/detector_event.ts";
import { formatTime } from "./format_time.ts";

/** What is known of a source's newest window. */
interface Seen {
  readonly linesPerSecond: number;
  readonly isLearned: boolean;
}

/** Sums up what is watched, in a line: time of the newest window, logs, lines a second, and open incidents. */
export class WatchStatus {
  readonly #sources = new Map<string, Seen | null>();
  readonly #open = new Set<string>();
  #newestMs = 0;

  /** Takes an event of a part. */
  take(event: AgentEvent | DetectorEvent): void {
    switch (event.kind) {
      case "started":
        if ("agent" in event) { for (const source of event.sources) this.#sources.set(source, null); }
        if ("open" in event) { for (const { id } of event.open) this.#open.add(id); }
        return;
      case "learning":
        return this.#see(event, false);
      case "window":
        this.#newestMs = Math.max(this.#newestMs, event.windowStartMs + event.windowMs);
        return this.#see(event, true);
      case "anomalyOpened":
      case "anomalyExtended":
        this.#open.add(event.anomaly.id);
        return;
      case "anomalyClosed":
        this.#open.delete(event.anomaly.id);
    }
  }

  /** `14:03:22  11 logs, 2 of them still learning  31.5/s  no incident open`; null before the first window. */
  text(): string | null {
    if (this.#newestMs === 0) return null;
    const seen = [...this.#sources.values()];
    const learning = seen.filter((source) => source?.isLearned !== true).length;
    const rate = seen.reduce((sum, source) => sum + (source?.linesPerSecond ?? 0), 0);
    const logs = counted(seen.length, "log");
    return [
      formatTime(this.#newestMs),
      learning === 0 ? logs : `${logs}, ${learning} of them still learning`,
      formatRate(rate, 1000),
      `${this.#open.size === 0 ? "no incident" : counted(this.#open.size, "incident")} open`,
    ].join("  ");
  }

  #see(
    { source, actual, windowMs }: { readonly source: string; readonly actual: number; readonly windowMs: number },
    isLearned: boolean,
  ): void {
    this.#sources.set(source, { linesPerSecond: actual * 1000 / windowMs, isLearned });
  }
}
