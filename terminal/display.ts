import type { AgentEvent } from "../agent/agent_event.ts";
import { chosenDetector } from "../core/detection/detectors.ts";
import { shownJson, shownText, shownValue } from "../core/shown_text.ts";
import type { DetectorEvent } from "../detector/detector_event.ts";
import { agentLines } from "./agent_lines.ts";
import { wrapped } from "./wrapped.ts";
import { detectorLines, joinedLine } from "./detector_lines.ts";
import { IncidentNews } from "./incident_news.ts";
import { paletteFor } from "./palette.ts";
import { PendingNews } from "./pending_news.ts";
import { print } from "./print.ts";
import { terminalColumns } from "./terminal_columns.ts";

/** Where the parts' events go: a person's terminal, a pipe, or a machine that reads JSON. */
export interface Display {
  readonly detector: (event: DetectorEvent) => void;
  readonly agent: (event: AgentEvent) => void;
  /** A line about the run itself, left out when quiet or JSON. */
  readonly note: (text: string) => void;
  /** Something that is wrong now and no event of a part; never left out. */
  readonly problem: (text: string) => void;
}

/** Settings of {@linkcode createDisplay}. */
export interface DisplayOptions {
  /** One JSON object per event instead of text. */
  readonly json: boolean;
  /** Anomalies and problems alone. */
  readonly quiet: boolean;
  /** Which of `core/detection/detectors.ts` evaluates: some have a line for each window. @default each has */
  readonly detector?: string;
  /** Takes a line without its newline. @default prints it */
  readonly write?: (line: string) => void;
}

/** Colours and boxes on a terminal, plain lines elsewhere. Whatever is shown is cleaned here, before it is laid out. */
export function createDisplay({ json, quiet, detector, write = print }: DisplayOptions): Display {
  if (json) {
    const say = (part: string) => (event: AgentEvent | DetectorEvent) => write(shownJson({ part, ...event }));
    return {
      detector: say("detector"),
      agent: say("agent"),
      note: () => {},
      problem: (message) => write(shownJson({ part: "run", kind: "problem", message })),
    };
  }
  const palette = paletteFor(Deno.stdout);
  const windows = detector === undefined || chosenDetector({ detector }).saysEachWindow;
  const news = new PendingNews(), incidents = new IncidentNews();
  const show = (text: string | null) => {
    if (text !== null) write(text);
  };
  return {
    detector: (given) => {
      const event = shownValue(news.of(given));
      show(detectorLines(event, { palette, quiet, windows, columns: terminalColumns() }));
      for (const log of incidents.joined(event)) {
        const options = { palette, columns: terminalColumns(), several: incidents.areSeveral };
        if ("anomaly" in event) show(joinedLine(event.anomaly, log, options));
      }
    },
    agent: (event) => {
      const lines = agentLines(shownValue(event), { palette, quiet });
      show(lines === null ? null : wrapped(lines, terminalColumns()));
    },
    note: (text) => show(quiet ? null : palette.dim(shownText(text))),
    problem: (text) => show(palette.red(shownText(text))),
  };
}
