import type { DatedLine } from "../core/detection/episode_messages.ts";
import type { ClosedWindow } from "./closed_window.ts";
import { FileReading, type FileReadingOptions, type LogSource } from "./file_reading.ts";
import { mergeWindows } from "./merge_windows.ts";
import type { Positions, WindowSource } from "./window_source.ts";

/** Settings of {@linkcode FileWindows}. */
export interface FileWindowsOptions extends FileReadingOptions {
  /** Logs, each of another source. */
  readonly logs: readonly LogSource[];
}

/**
 * Windows of old log files by the time in their lines, which are mined on the way: no api and no store is needed. Windows of all logs come
 * in order of time. A log covers the time from its first line to its last; lines whose time nobody can tell are in no window.
 */
export class FileWindows implements WindowSource {
  readonly #options: FileWindowsOptions;
  readonly #acknowledged = new Map<string, number>();
  #readings: ReadonlyMap<string, FileReading> = new Map();

  constructor(options: FileWindowsOptions) {
    this.#options = options;
  }

  /** By source: what is being read, and its figures. */
  get readings(): ReadonlyMap<string, FileReading> {
    return this.#readings;
  }

  async *windows(signal: AbortSignal): AsyncGenerator<readonly ClosedWindow[]> {
    const readings = this.#options.logs.map((log) => {
      const fromMs = this.#acknowledged.get(log.source) ?? null;
      return [log.source, new FileReading(log, this.#options, fromMs)] as const;
    });
    this.#readings = new Map(readings);
    for await (const batch of mergeWindows(readings.map(([, reading]) => reading.windows(signal)))) {
      if (signal.aborted) return;
      yield batch;
    }
  }

  acknowledge(positions: Positions): Promise<void> {
    for (const [source, endMs] of positions) this.#acknowledged.set(source, endMs);
    return Promise.resolve();
  }

  template(source: string, id: string): { readonly text: string; readonly sample: string } | undefined {
    return this.#readings.get(source)?.template(id);
  }

  /** Lines of a template that were read lately. */
  lines(source: string, id: string): DatedLine[] {
    return this.#readings.get(source)?.lines(id) ?? [];
  }
}
