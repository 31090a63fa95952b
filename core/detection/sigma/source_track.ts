import type { Episode } from "../episode.ts";
import { openEpisode } from "../episode.ts";
import { EpisodeSlot } from "../episode_slot.ts";
import type { WindowFigures } from "../figures/episode_figures.ts";
import type { SourceRule, SourceWindow } from "../kinds/source_rule.ts";
import type { Outcome } from "../outcome.ts";
import type { RuledKind } from "./sigma_kinds.ts";

/** One kind in the windows of a source: its open episodes where it has lasting ones, and what its rule remembers. */
export class SourceTrack {
  readonly kind: RuledKind<SourceRule>;
  readonly #source: string;
  readonly #slots: Map<string, EpisodeSlot>;
  #state: unknown;

  constructor(
    source: string,
    kind: RuledKind<SourceRule>,
    { episodes = [], state = null }: { readonly episodes?: readonly Episode[]; readonly state?: unknown } = {},
  ) {
    this.kind = kind;
    this.#source = source;
    this.#slots = new Map(episodes.map((episode) => [episode.template, new EpisodeSlot(episode)]));
    this.#state = state;
  }

  get episodes(): Episode[] {
    return [...this.#slots.values()].flatMap(({ episode }) => episode ?? []);
  }

  /** What the rule remembers, a JSON value; null: nothing. */
  get state(): unknown {
    return this.#state;
  }

  evaluate(window: SourceWindow): Outcome[] {
    const { state, anomalous } = this.kind.rule.evaluate(window, this.#state);
    this.#state = state;
    if (!this.kind.lasts) {
      return anomalous.map((found) => ({ kind: "opened", episode: openEpisode(this.#named(found)) }));
    }
    const met = new Set(anomalous.map(({ template }) => template));
    return [
      ...anomalous.flatMap((found) => this.#slotOf(found.template).meet(this.#named(found))),
      ...this.#close((template) => !met.has(template)),
    ];
  }

  /** An unknown window. */
  close(): Outcome[] {
    return this.#close(() => true);
  }

  #close(isOver: (template: string) => boolean): Outcome[] {
    return [...this.#slots].filter(([template]) => isOver(template)).flatMap(([template, slot]) => {
      this.#slots.delete(template);
      return slot.close();
    });
  }

  #named(found: WindowFigures & { readonly template: string }) {
    return { ...found, kind: this.kind.name, source: this.#source };
  }

  #slotOf(template: string): EpisodeSlot {
    let slot = this.#slots.get(template);
    if (slot === undefined) this.#slots.set(template, slot = new EpisodeSlot());
    return slot;
  }
}
