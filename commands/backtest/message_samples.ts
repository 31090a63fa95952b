import type { Episode } from "../../core/detection/episode.ts";
import { type DatedLine, isOwn, lineOf, messagesOf } from "../../core/detection/episode_messages.ts";
import type { FileWindows } from "../../windows/file_windows.ts";

/** A line of each message of an incident, of the incident's own time once one is known while it goes on, until then of shortly before. */
export class MessageSamples {
  readonly #windows: Pick<FileWindows, "template" | "lines">;
  readonly #lines = new Map<string, DatedLine>();

  constructor(windows: Pick<FileWindows, "template" | "lines">) {
    this.#windows = windows;
  }

  /** Looks for lines of the messages that have none of its time yet. */
  take(episode: Episode): void {
    for (const { source, template } of messagesOf(episode)) {
      const key = keyOf(source, template);
      const known = this.#lines.get(key);
      if (known !== undefined && isOwn(episode, known)) continue;
      const line = lineOf(episode, this.#windows.lines(source, template));
      if (line !== undefined) this.#lines.set(key, line);
    }
  }

  /** Text and a line of a template. */
  words(source: string, template: string): { readonly text: string; readonly sample: string } | undefined {
    const words = this.#windows.template(source, template);
    const sample = this.#lines.get(keyOf(source, template))?.line;
    return words === undefined || sample === undefined ? words : { ...words, sample };
  }
}

function keyOf(source: string, template: string): string {
  return `${source}\n${template}`;
}
