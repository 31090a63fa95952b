import type { AgentEvent } from "../agent/agent_event.ts";
import { chosenDetector } from "../core/detection/detectors.ts";
import type { DetectorEvent } from "../detector/detector_event.ts";
import { createDisplay, type Display, type DisplayOptions } from "./display.ts";
import { writeStatus } from "./print.ts";
import { StatusLine } from "./status_line.ts";
import { styledText } from "./styled_text.ts";
import { terminalColumns } from "./terminal_columns.ts";
import { WatchStatus } from "./watch_status.ts";

/** What a person sees of what is watched; disposing of it leaves no line begun. */
export interface WatchScreen extends Disposable {
  readonly display: Display;
}

/** Settings of {@linkcode createWatchScreen}. */
export interface WatchScreenOptions extends Pick<DisplayOptions, "json" | "quiet" | "detector"> {
  /** Columns of the terminal, or null where there is none. @default those of standard output */
  readonly columns?: () => number | null;
  /** Takes text as it is, for a terminal. @default writes it to standard output */
  readonly write?: (text: string) => void;
}

/**
 * The parts' events and, on a terminal, below them a line that is written anew with each window: a detector that has no line for
 * each window would look dead else, while nothing is wrong.
 */
export function createWatchScreen(options: WatchScreenOptions): WatchScreen {
  const { columns = terminalColumns, write = writeStatus, json, quiet, detector } = options;
  const hasStatus = !json && !quiet && columns() !== null && !chosenDetector({ detector }).saysEachWindow;
  if (!hasStatus) return { display: createDisplay({ json, quiet, detector }), [Symbol.dispose]: () => {} };
  const line = new StatusLine(write), status = new WatchStatus();
  const display = createDisplay({
    json,
    quiet,
    detector,
    write: (text) => line.print(styledText(text, { styles: true })),
  });
  const noted = <Event extends AgentEvent | DetectorEvent>(show: (event: Event) => void) => (event: Event) => {
    show(event);
    status.take(event);
    line.show(status.text() ?? "", columns() ?? 0);
  };
  return {
    display: { ...display, agent: noted(display.agent), detector: noted(display.detector) },
    [Symbol.dispose]: () => line.show("", 1),
  };
}
