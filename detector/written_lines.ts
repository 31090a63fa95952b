import type { Episode } from "../core/detection/episode.ts";
import { EpisodeLines } from "../core/detection/episode_lines.ts";
import type { MessageKey } from "../core/detection/episode_messages.ts";
import type { TemplateStore } from "../store/ports/templates.ts";

/** How many messages' lines are remembered before all are forgotten. */
const REMEMBERED = 1_000;

/**
 * Lines as they were written, of the messages that explain episodes: of the episode's own time once the store has one, until then the last
 * before it, else the newest. What the registry has is the part that was mined, which of JSON or a trace leaves out what an operator
 * wants to read.
 */
export class WrittenLines {
  readonly #store: Pick<TemplateStore, "samples">;
  readonly #lines = new EpisodeLines();

  constructor(store: Pick<TemplateStore, "samples">) {
    this.#store = store;
  }

  /** Asks for those of which no line of the episode's own time is known. */
  async load(episodes: readonly Episode[]): Promise<void> {
    if (this.#lines.size > REMEMBERED) this.#lines.clear();
    await Promise.all(episodes.map((episode) => this.#load(episode)));
  }

  /** A line of a message of an episode; undefined where none is known. */
  of(episode: string, message: MessageKey): string | undefined {
    return this.#lines.of(episode, message);
  }

  async #load(episode: Episode): Promise<void> {
    await Promise.all(
      this.#lines.wanted(episode).map(async (message) => {
        const lines = await this.#store.samples(message);
        this.#lines.keep(episode, message, { lines, otherwise: lines[0] });
      }),
    );
  }
}
