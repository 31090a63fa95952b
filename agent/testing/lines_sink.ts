import type { Mode } from "../../core/mode.ts";
import type { LineSink } from "../input/line_sink.ts";
import type { OnLine } from "../line_splitter.ts";

/** Keeps the lines that it is given, and how they came. */
export class LinesSink implements LineSink {
  readonly lines: string[] = [];
  readonly modes: Mode[] = [];
  readonly initial: boolean[] = [];

  chunk(mode: Mode, initial: boolean): OnLine {
    return (buffer, start, end) => {
      this.lines.push(new TextDecoder().decode(buffer.slice(start, end)));
      this.modes.push(mode);
      this.initial.push(initial);
    };
  }

  /** The lines since the last call. */
  take(): string[] {
    this.modes.length = 0;
    this.initial.length = 0;
    return this.lines.splice(0);
  }
}
