import type { Episode } from "./episode.ts";
import { type DatedLine, isOwn, lineOf, type MessageKey, messagesOf } from "./episode_messages.ts";

/** A line of each message that episodes are told by: of the episode's own time once one is known, until then the last before it. */
export class EpisodeLines {
  readonly #lines = new Map<string, DatedLine>();

  /** How many there are. */
  get size(): number {
    return this.#lines.size;
  }

  /** The messages of an episode of which no line of its own time is known, each once. */
  wanted(episode: Episode): MessageKey[] {
    const messages = new Map(messagesOf(episode).map((message) => [keyOf(episode.id, message), message]));
    return [...messages].flatMap(([key, message]) => {
      const known = this.#lines.get(key);
      return known !== undefined && isOwn(episode, known) ? [] : [message];
    });
  }

  /** Keeps the line that shows an episode best; of others `otherwise`, where there is none. */
  keep(
    episode: Episode,
    message: MessageKey,
    { lines, otherwise }: { readonly lines: readonly DatedLine[]; readonly otherwise?: DatedLine },
  ): void {
    const line = lineOf(episode, lines) ?? otherwise;
    if (line !== undefined) this.#lines.set(keyOf(episode.id, message), line);
  }

  /** A line of a message of an episode, by its id; undefined where none is known. */
  of(episode: string, message: MessageKey): string | undefined {
    return this.#lines.get(keyOf(episode, message))?.line;
  }

  /** Forgets all of them. */
  clear(): void {
    this.#lines.clear();
  }
}

function keyOf(episode: string, { source, template }: MessageKey): string {
  return `${episode}\n${source}\n${template}`;
}
