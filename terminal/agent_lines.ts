import type { ChalkInstance } from "chalk";
import type { AgentEvent } from "../agent/agent_event.ts";
import type { Undated } from "../agent/input/past/past_slots.ts";
import { formatFigure } from "../core/detection/figures/format_rate.ts";
import { formatSeconds } from "./format_time.ts";

/** What the terminal shows of an agent's event, or null for nothing. `quiet` leaves problems alone. */
export function agentLines(
  event: AgentEvent,
  { palette, quiet }: { readonly palette: ChalkInstance; readonly quiet: boolean },
): string | null {
  switch (event.kind) {
    case "fileProblem":
      return palette.red(`agent: ${event.message}`);
    case "warning":
      return palette.yellow(`agent: ${event.message}`);
    case "apiAway":
      return palette.red(
        `agent: the api does not answer (${event.reason}); lines are kept in the spool and sent later`,
      );
    case "apiBack":
      return palette.green(`agent: the api answers again after ${formatSeconds(event.awayMs)}`);
    case "clockOff":
      return palette.yellow(
        event.offMs === 0
          ? "agent: this machine's clock agrees with the api's again"
          : `agent: this machine's clock is ${formatSeconds(event.offMs)} off the api's, whose clock is used`,
      );
    case "refused":
      return palette.red(`agent: the api refused ${event.lines} lines for good: ${event.reason}`);
    case "lost":
      return palette.red(`agent: ${event.source}: ${event.message}`);
    case "spoolFull":
      return event.full
        ? palette.red(
          `agent: the spool is full (${event.spoolBytes} of ${event.limitBytes} bytes), reading waits: ` +
            "start the api, or raise SPOOL_LIMIT_MB",
        )
        : palette.green("agent: the spool has room again");
  }
  return quiet ? null : progressLine(event, palette);
}

/** How much of a file is there already, in the unit that fits. */
function presentContent(bytes: number): string {
  if (bytes === 0) return ", which is empty";
  const [unit, name] = bytes < 1e6 ? [1e3, "kB"] : [1e6, "MB"];
  return `, present content ${formatFigure(Math.max(0.1, bytes / unit))} ${name}`;
}

/** What of the past is not where it belongs. */
function undatedLines({ tooOld, untimed }: Undated): string {
  const what = [
    ...tooOld === 0 ? [] : [`${tooOld.toLocaleString("en-US")} older than --history and --retention reach`],
    ...untimed === 0 ? [] : [`${untimed.toLocaleString("en-US")} without a time that is believed`],
  ];
  return what.length === 0 ? "" : `; ${what.join(", ")}: counted as of now, in no window`;
}

type Progress = Exclude<
  AgentEvent,
  { kind: "fileProblem" | "warning" | "apiAway" | "apiBack" | "clockOff" | "refused" | "lost" | "spoolFull" }
>;

function progressLine(event: Progress, palette: ChalkInstance): string | null {
  switch (event.kind) {
    case "started":
      return palette.dim(
        `agent ${event.agent}  sources ${event.sources.join(", ")}` +
          (event.pendingBatches ? `  ${event.pendingBatches} batches wait in the spool` : ""),
      );
    case "fileOpened":
      return palette.dim(`${event.source}  reading ${event.path}${presentContent(event.backlogBytes)}`);
    case "rotated":
      return palette.dim(`agent: ${event.path} was ${event.how}`);
    case "backlogDone":
      return palette.dim(
        `${event.source}  present content read: ${
          event.lines.toLocaleString("en-US")
        } lines, ${event.templates} templates${undatedLines(event.undated)}`,
      );
    case "stats":
      return null;
    case "stopped":
      return palette.dim(
        `agent: ${event.summary.counted.toLocaleString("en-US")} of ${
          event.summary.read.toLocaleString("en-US")
        } lines counted, ` +
          `${event.summary.rejected} rejected, ${event.summary.lost} lost, ${event.summary.pendingBatches} batches left for the next start`,
      );
  }
}
