import type { Episode } from "../core/detection/episode.ts";
import { type DatedLine, isOwn, lineOf, type MessageKey, messagesOf } from "../core/detection/episode_messages.ts";
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
  readonly #lines = new Map<string, DatedLine>();

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
    return this.#lines.get(keyOf(episode, message))?.line;
  }

  async #load(episode: Episode): Promise<void> {
    const asked = new Map(messagesOf(episode).map((message) => [keyOf(episode.id, message), message] as const));
    await Promise.all([...asked].map(async ([key, message]) => {
      const known = this.#lines.get(key);
      if (known !== undefined && isOwn(episode, known)) return;
      const line = await this.#line(episode, message);
      if (line !== undefined) this.#lines.set(key, line);
    }));
  }

  async #line(episode: Episode, message: MessageKey): Promise<DatedLine | undefined> {
    const samples = await this.#store.samples(message);
    return lineOf(episode, samples) ?? samples[0];
  }
}

function keyOf(episode: string, { source, template }: MessageKey): string {
  return `${episode}\n${source}\n${template}`;
}
