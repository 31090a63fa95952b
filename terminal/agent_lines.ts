import type { ChalkInstance } from "chalk";
import type { AgentEvent, AgentSummary } from "../agent/agent_event.ts";
import type { Undated } from "../agent/input/past/past_slots.ts";
import { counted } from "../core/detection/figures/counted.ts";
import { formatFigure } from "../core/detection/figures/format_rate.ts";
import { formatSeconds } from "./format_time.ts";

/** What the terminal shows of an agent's event, or null for nothing. `quiet` leaves problems alone. */
export function agentLines(
  event: AgentEvent,
  { palette, quiet }: { readonly palette: ChalkInstance; readonly quiet: boolean },
): string | null {
  switch (event.kind) {
    case "fileProblem":
      return palette.red(`agent: ${event.message}${event.isAwaited ? " (it is read once it is there)" : ""}`);
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
      return palette.red(`agent: the api refused ${counted(event.lines, "line")} for good: ${event.reason}`);
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

/** That a file is read, and how much of it is there already: of one that was read before, how much is new. */
function openedLine({ source, path, offset, backlogBytes }: AgentEvent & { kind: "fileOpened" }): string {
  const size = backlogBytes === 0 ? null : formatSize(backlogBytes);
  return offset === 0
    ? `${source}  reading ${path}, ${size === null ? "which is empty" : `present content ${size}`}`
    : `${source}  goes on with ${path}, ${size ?? "nothing"} new`;
}

/** In the unit that fits. */
function formatSize(bytes: number): string {
  const [unit, name] = bytes < 1e6 ? [1e3, "kB"] : [1e6, "MB"];
  return `${formatFigure(Math.max(0.1, bytes / unit))} ${name}`;
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
          (event.pendingBatches === 0 ? "" : `  in the spool: ${counted(event.pendingBatches, "batch", "batches")}`),
      );
    case "fileOpened":
      return palette.dim(openedLine(event));
    case "rotated":
      return palette.dim(`agent: ${event.path} was ${event.how}`);
    case "backlogDone":
      return palette.dim(
        `${event.source}  read up to now: ${counted(event.lines, "line")}, ${counted(event.templates, "template")}` +
          undatedLines(event.undated),
      );
    case "stats":
      return null;
    case "stopped":
      return palette.dim(stoppedLine(event.summary));
  }
}

/** What was counted of what was seen. */
function stoppedLine({ read, held, counted: lines, rejected, lost, pendingBatches }: AgentSummary): string {
  const [known, seen] = [lines, read + held].map((count) => count.toLocaleString("en-US"));
  const left = [...held === 0 ? [] : [counted(held, "line")], counted(pendingBatches, "batch", "batches")].join(
    " and ",
  );
  return `agent: ${known} of ${seen} lines counted, ${rejected} rejected, ${lost} lost, ${left} left for the next start`;
}
