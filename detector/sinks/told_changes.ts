import type { Anomaly } from "../../core/detection/anomaly.ts";
import { gravityOf } from "../../core/detection/gravity.ts";
import { isWorse, type Severity } from "../../core/severity.ts";
import type { AnomalyChange } from "../../notify/notifier.ts";

/** How many incidents are remembered as told. */
const MOST_TOLD = 10_000;

/** What was told of an incident since it opened, or that it is over. */
interface Told {
  readonly isOpen: boolean;
  readonly news: readonly string[];
}

/** Which changes of incidents are news: each once, anew where an incident opens again, and of those alone that come to matter so much. */
export class ToldChanges {
  readonly #least: Severity;
  readonly #told = new Map<string, Told>();

  constructor(least: Severity) {
    this.#least = least;
  }

  /**
   * A change as it is told, or null: an incident that comes to matter enough is opened for who has not heard of it, and what was told is over for him too,
   * whatever it matters by then. An end is told where it is not known whether the beginning was, as after a restart, if it matters enough.
   */
  take(anomaly: Anomaly, found: AnomalyChange): AnomalyChange | null {
    const { id, incident } = anomaly;
    const change = this.#heard(anomaly, found);
    if (change === null) return null;
    const news = [change, gravityOf(anomaly), ...incident?.againMs === undefined ? [] : [incident.againMs]].join(" ");
    const before = this.#told.get(id)?.news ?? [];
    if (before.includes(news)) return null;
    this.#told.set(id, { isOpen: change !== "closed", news: change === "worsened" ? [...before, news] : [news] });
    if (this.#told.size > MOST_TOLD) { for (const oldest of this.#told.keys().take(1)) this.#told.delete(oldest); }
    return change;
  }

  /** A change for who is told of nothing that matters less. */
  #heard({ id, severity }: Anomaly, change: AnomalyChange): AnomalyChange | null {
    const isHeard = this.#told.get(id)?.isOpen ?? false, matters = !isWorse(this.#least, severity);
    if (change === "closed") return isHeard || matters ? change : null;
    if (matters) return isHeard || this.#least === "info" ? change : "opened";
    if (change === "opened") this.#told.delete(id);
    return null;
  }
}
