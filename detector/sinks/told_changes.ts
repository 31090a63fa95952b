import type { Anomaly } from "../../core/detection/anomaly.ts";
import { isWorse, type Severity } from "../../core/severity.ts";
import type { AnomalyChange } from "../../notify/notifier.ts";

/** Which changes of incidents are told, where only those are that come to matter so much. */
export class ToldChanges {
  readonly #least: Severity;
  /** Open incidents that were told of. */
  readonly #told = new Set<string>();

  constructor(least: Severity) {
    this.#least = least;
  }

  /**
   * A change as it is told, or null: an incident that comes to matter enough is opened for who has not heard of it, and what was told is over for him too,
   * whatever it matters by then. An end is told where it is not known whether the beginning was, as after a restart, if it matters enough.
   */
  of({ id, severity }: Pick<Anomaly, "id" | "severity">, change: AnomalyChange): AnomalyChange | null {
    const matters = !isWorse(this.#least, severity);
    if (change === "closed") return this.#told.delete(id) || matters ? change : null;
    if (!matters) {
      if (change === "opened") this.#told.delete(id);
      return null;
    }
    const isNews = !this.#told.has(id) && this.#least !== "info";
    this.#told.add(id);
    return isNews ? "opened" : change;
  }
}
