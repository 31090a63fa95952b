import { AgentWatch } from "../agents/agent_watch.ts";
import type { DetectorFactory } from "../detector_factory.ts";
import { formatFigure } from "../figures/format_rate.ts";
import { AutoDetector } from "./auto_detector.ts";
import { autoRun } from "./auto_run.ts";
import { AUTO_NAME, type AutoSaved } from "./auto_state.ts";
import { pendingCalls } from "./pending_calls.ts";

/** Time after which the state of a source is saved: its templates' states are larger than a window's counts. */
const STATE_MS = 300_000;

/** What a source's own past makes of it, within a budget of false alarms. */
export const AUTO: DetectorFactory = {
  name: AUTO_NAME,
  saysEachWindow: false,
  begin(settings) {
    const run = autoRun(settings), agents = new AgentWatch(run.incidents);
    const { perDay, bound } = run.budget;
    return {
      windowsPerState: Math.max(1, Math.round(STATE_MS / settings.windowMs)),
      promise: `budget: about ${perTime(perDay)}, at most ${
        formatFigure(bound / perDay)
      } times that while its models hold`,
      pending: pendingCalls,
      pastWindowMs: run.ticks.ms,
      get openIncidents() {
        return run.incidents.openIds;
      },
      hear: (heartbeats, nowMs) => agents.take(heartbeats, nowMs),
      obey: (ledger) => run.incidents.ledger = ledger,
      start: (source, start) => new AutoDetector(source, run, start),
      resume: (source, saved) => AutoDetector.fromState(source, run, saved as AutoSaved),
    };
  },
};

/** `1 false alarm a day`, `2 false alarms a week`. */
function perTime(perDay: number): string {
  const [count, time] = perDay >= 1 ? [perDay, "day"] : [7 * perDay, "week"];
  return `${formatFigure(count)} false ${count === 1 ? "alarm" : "alarms"} a ${time}`;
}
