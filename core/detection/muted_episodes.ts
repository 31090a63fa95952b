import type { Alarm } from "./alarm.ts";
import type { Episode } from "./episode.ts";
import type { Ledger } from "./ledger/ledger.ts";
import type { Outcome } from "./outcome.ts";

/** Keeps episodes that are muted from being heard of, for detectors that do not ask the ledger themselves. */
export class MutedEpisodes {
  readonly #hidden = new Set<string>();

  /** What is left of an outcome. */
  filter(outcome: Outcome, ledger: Ledger): Outcome[] {
    if (!("episode" in outcome) || outcome.episode.incident !== undefined) return [outcome];
    const { kind, episode } = outcome;
    if (kind === "closed") return this.#hidden.delete(episode.id) ? [] : [outcome];
    if (ledger.muteOf(episode, episode.endMs) === null) return [outcome];
    this.#hidden.add(episode.id);
    return [{ kind: "muted", alarm: alarmOf(episode) }];
  }
}

/** Bands say how far a window is off, not how probable it is. */
function alarmOf({ kind, source, template, startMs, endMs, actual, expected }: Episode): Alarm {
  const figures = { actual, expected, probability: 1, scaleMs: endMs - startMs };
  return { kind, source, template, startMs, endMs, incident: "", ...figures };
}
