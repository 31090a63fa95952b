import type { Episode } from "../core/detection/episode.ts";
import { ALL_TEMPLATES } from "../core/statistics/tally_windows.ts";
import type { TemplateStore } from "../store/ports/templates.ts";

/** How many messages' lines are remembered before all are forgotten. */
const REMEMBERED = 1_000;

/** What a message is known by. */
interface MessageKey {
  readonly source: string;
  readonly template: string;
}

/**
 * Lines as they were written, of the messages that explain episodes: the store's newest sample of each, asked for once. What the
 * registry has is the part that was mined, which of JSON or a trace leaves out what an operator wants to read.
 */
export class WrittenLines {
  readonly #store: Pick<TemplateStore, "samples">;
  readonly #lines = new Map<string, string | undefined>();

  constructor(store: Pick<TemplateStore, "samples">) {
    this.#store = store;
  }

  /** Asks for those that are not known. */
  async load(episodes: readonly Episode[]): Promise<void> {
    if (this.#lines.size > REMEMBERED) this.#lines.clear();
    const asked = new Map(
      episodes.flatMap(messagesOf).map((message) => [keyOf(message), message] as const)
        .filter(([key]) => this.#lines.get(key) === undefined),
    );
    await Promise.all([...asked].map(async ([key, message]) => {
      const [newest] = await this.#store.samples(message);
      this.#lines.set(key, newest?.line);
    }));
  }

  /** A line of this message; undefined where none is known. */
  of(message: MessageKey): string | undefined {
    return this.#lines.get(keyOf(message));
  }
}

/** The messages that an episode is told by: its own, and those that take part. */
function messagesOf({ source, template, contributors, incident }: Episode): MessageKey[] {
  const own = [{ source, template }, ...contributors.slice(0, 1).map(({ template }) => ({ source, template }))];
  const members = (incident?.members ?? []).map(({ source, template }) => ({ source, template }));
  return [...own, ...members].filter(({ template }) => template !== ALL_TEMPLATES);
}

function keyOf({ source, template }: MessageKey): string {
  return `${source}\n${template}`;
}
