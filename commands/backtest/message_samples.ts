import type { Episode } from "../../core/detection/episode.ts";
import { EpisodeLines } from "../../core/detection/episode_lines.ts";
import type { FileWindows } from "../../windows/file_windows.ts";

/** A line of each message of incidents, of the incident's own time once one is known while it goes on, until then of shortly before. */
export class MessageSamples {
  readonly #windows: Pick<FileWindows, "template" | "lines">;
  readonly #lines = new EpisodeLines();

  constructor(windows: Pick<FileWindows, "template" | "lines">) {
    this.#windows = windows;
  }

  /** Looks for lines of the messages that have none of its time yet. */
  take(episode: Episode): void {
    for (const message of this.#lines.wanted(episode)) {
      this.#lines.keep(episode, message, { lines: this.#windows.lines(message.source, message.template) });
    }
  }

  /** Text of a template, and a line of it that shows an incident. @param incident its id */
  words(
    incident: string,
    source: string,
    template: string,
  ): { readonly text: string; readonly sample: string } | undefined {
    const words = this.#windows.template(source, template);
    const sample = this.#lines.of(incident, { source, template });
    return words === undefined || sample === undefined ? words : { ...words, sample };
  }
}
