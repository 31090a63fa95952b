import type { Mode } from "../../core/mode.ts";
import type { OnLine } from "../line_splitter.ts";

/** Who gets a source's lines. */
export interface LineSink {
  /**
   * Says how the lines of the next chunk came: `preexisting` for those that were there when a file was first opened. The function
   * returned takes them, and must not be kept beyond the chunk.
   */
  chunk(mode: Mode, preexisting: boolean): OnLine;
}
