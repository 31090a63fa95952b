import type { AlarmStore } from "../store/ports/alarms.ts";
import type { AnomalyStore } from "../store/ports/anomalies.ts";
import type { BaselineStore } from "../store/ports/baselines.ts";
import type { DetectorStateStore } from "../store/ports/detector_state.ts";
import type { HeartbeatStore } from "../store/ports/heartbeats.ts";
import type { LedgerStore } from "../store/ports/ledger.ts";
import type { StoreLifecycle } from "../store/ports/lifecycle.ts";
import type { TemplateStore } from "../store/ports/templates.ts";
import type { WindowStore } from "../store/ports/windows.ts";

/** What the detector needs of a store: windows to read, and where to keep what it finds. */
export type DetectorStore =
  & WindowStore
  & TemplateStore
  & HeartbeatStore
  & BaselineStore
  & AnomalyStore
  & AlarmStore
  & LedgerStore
  & DetectorStateStore
  & Pick<StoreLifecycle, "description">;
