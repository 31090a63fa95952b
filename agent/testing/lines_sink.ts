import type { Mode } from "../../core/mode.ts";
import type { LineSink } from "../input/line_sink.ts";
import type { OnLine } from "../line_splitter.ts";

/** Keeps the lines that it is given, and how they came. */
export class LinesSink implements LineSink {
  readonly lines: string[] = [];
  readonly modes: Mode[] = [];
  readonly preexisting: boolean[] = [];

  chunk(mode: Mode, preexisting: boolean): OnLine {
    return (buffer, start, end) => {
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
