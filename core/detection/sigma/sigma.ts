import { AgentWatch } from "../agents/agent_watch.ts";
import type { DetectorFactory } from "../detector_factory.ts";
import { IncidentBook } from "../incidents/incident_book.ts";
import { SigmaDetector } from "./sigma_detector.ts";
import { SIGMA_NAME, type SigmaSource } from "./sigma_state.ts";

/** Bands of mean and standard deviation over the last normal windows; incidents are those of agents alone. */
export const SIGMA: DetectorFactory = {
  name: SIGMA_NAME,
  saysEachWindow: true,
  begin(settings) {
    const incidents = new IncidentBook(), agents = new AgentWatch(incidents);
    const run = { ...settings, incidents };
    return {
      windowsPerState: 10,
      promise: null,
      pending: () => [],
      get openIncidents() {
        return incidents.openIds;
      },
      hear: (heartbeats, nowMs) => agents.take(heartbeats, nowMs),
      obey: (ledger) => incidents.ledger = ledger,
      start: (source, start) => new SigmaDetector(source, run, start),
      resume: (source, saved) => SigmaDetector.fromState(source, run, saved as SigmaSource),
    };
  },
};
