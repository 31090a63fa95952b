import type { Anomaly } from "../core/detection/anomaly.ts";

/** What has happened to an anomaly; `worsened`: it has come to matter more. Kinds whose episodes do not last are opened alone. */
export type AnomalyChange = "opened" | "worsened" | "closed";

/** How many other incidents have opened, come to matter more, and closed, and some of the sources that they are of. */
export type Untold = Readonly<Record<AnomalyChange, number>> & { readonly sources: readonly string[] };

/** What is told: a change of an anomaly, and those that are told with it alone. */
export interface Told {
  readonly anomaly: Anomaly;
  readonly change: AnomalyChange;
  readonly others?: Untold;
}

/**
 * Tells somebody of anomalies. The caller never waits: `notify` may take as long as it likes, but what it holds meanwhile is
 * bounded: `queuedNotifier()` sees to that. Of many changes at once five are told, then one a minute that counts the others. An anomaly may be sent
 * twice (after a crash), with the same id.
 */
export interface Notifier {
  /**
   * Resolves when it is delivered, rejects with a one-line message when it is given up. `others`: changes that are told with this one alone,
   * which matters most of them, since too many came at once.
   */
  notify(anomaly: Anomaly, change: AnomalyChange, others?: Untold): Promise<void>;
  /** Gives up what is not delivered yet, and resolves when nothing is under way any more. */
  close(): Promise<void>;
}
