import type { Mode } from "../../core/mode.ts";
import type { OnRecord, RecordSink } from "../../counting/log_record.ts";

/** Keeps the texts of the records that it is given, and how they came. */
export class LinesSink implements RecordSink {
  readonly lines: string[] = [];
  readonly modes: Mode[] = [];
  readonly preexisting: boolean[] = [];

  chunk(mode: Mode, preexisting: boolean): OnRecord {
    return ({ buffer, start, end }) => {
      this.lines.push(new TextDecoder().decode(buffer.slice(start, end)));
      this.modes.push(mode);
      this.preexisting.push(preexisting);
    };
  }

  /** The lines since the last call. */
  take(): string[] {
    this.modes.length = 0;
    this.preexisting.length = 0;
    return this.lines.splice(0);
  }
}
