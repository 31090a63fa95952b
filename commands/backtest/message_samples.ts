import type { Episode } from "../../core/detection/episode.ts";
import { linesOf, messagesOf } from "../../core/detection/episode_messages.ts";
import type { FileWindows } from "../../windows/file_windows.ts";

/** A line of each message of an incident, of the incident's own time where one is known while it goes on. */
export class MessageSamples {
  readonly #windows: Pick<FileWindows, "template" | "line">;
  readonly #lines = new Map<string, string>();

  constructor(windows: Pick<FileWindows, "template" | "line">) {
    this.#windows = windows;
  }

  /** Looks for lines of the messages that have none yet. */
  take(episode: Episode): void {
    const { fromMs, toMs } = linesOf(episode);
    for (const { source, template } of messagesOf(episode)) {
      const key = keyOf(source, template);
      if (this.#lines.has(key)) continue;
      const line = this.#windows.line(source, template, fromMs, toMs);
      if (line !== undefined) this.#lines.set(key, line);
    }
  }

  /** Text and a line of a template. */
  words(source: string, template: string): { readonly text: string; readonly sample: string } | undefined {
    const words = this.#windows.template(source, template);
    const sample = this.#lines.get(keyOf(source, template));
    return words === undefined || sample === undefined ? words : { ...words, sample };
  }
}

function keyOf(source: string, template: string): string {
  return `${source}\n${template}`;
}
