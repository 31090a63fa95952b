import type { Episode } from "../core/detection/episode.ts";
import { linesOf, type MessageKey, messagesOf } from "../core/detection/episode_messages.ts";
import type { TemplateStore } from "../store/ports/templates.ts";

/** How many messages' lines are remembered before all are forgotten. */
const REMEMBERED = 1_000;

/**
 * Lines as they were written, of the messages that explain episodes: of the episode's own time where the store has one, else its newest,
 * asked for once an episode. What the registry has is the part that was mined, which of JSON or a trace leaves out what an operator
 * wants to read.
 */
export class WrittenLines {
  readonly #store: Pick<TemplateStore, "samples">;
  readonly #lines = new Map<string, string>();

  constructor(store: Pick<TemplateStore, "samples">) {
    this.#store = store;
  }

  /** Asks for those that are not known. */
  async load(episodes: readonly Episode[]): Promise<void> {
    if (this.#lines.size > REMEMBERED) this.#lines.clear();
    await Promise.all(episodes.map((episode) => this.#load(episode)));
  }

  /** A line of a message of an episode; undefined where none is known. */
  of(episode: string, message: MessageKey): string | undefined {
    return this.#lines.get(keyOf(episode, message));
  }

  async #load(episode: Episode): Promise<void> {
    const asked = new Map(messagesOf(episode).map((message) => [keyOf(episode.id, message), message] as const));
    await Promise.all([...asked].map(async ([key, message]) => {
      if (this.#lines.has(key)) return;
      const line = await this.#line(episode, message);
      if (line !== undefined) this.#lines.set(key, line);
    }));
  }

  async #line(episode: Episode, message: MessageKey): Promise<string | undefined> {
    const { fromMs, toMs } = linesOf(episode);
    const samples = await this.#store.samples(message);
    return (samples.findLast(({ atMs }) => atMs >= fromMs && atMs < toMs) ?? samples[0])?.line;
  }
}

function keyOf(episode: string, { source, template }: MessageKey): string {
  return `${episode}\n${source}\n${template}`;
}
