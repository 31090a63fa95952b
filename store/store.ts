import type { AlarmStore } from "./ports/alarms.ts";
import type { AnomalyStore } from "./ports/anomalies.ts";
import type { BaselineStore } from "./ports/baselines.ts";
import type { CounterStore } from "./ports/counters.ts";
import type { DetectorStateStore } from "./ports/detector_state.ts";
import type { HeartbeatStore } from "./ports/heartbeats.ts";
import type { LedgerStore } from "./ports/ledger.ts";
import type { SeriesStore } from "./ports/series.ts";
import type { StoreLifecycle } from "./ports/lifecycle.ts";
import type { PointStore } from "./ports/points.ts";
import type { ReplyStore } from "./ports/replies.ts";
import type { TemplateStore } from "./ports/templates.ts";
import type { WindowStore } from "./ports/windows.ts";

/**
 * Where LogIQ keeps its facts: all ports at once, as an adapter implements them (`sqlite/`, `influx/`) and as a command opens
 * them. What uses a store asks for the ports that it needs. `testing/contract.ts` holds adapters to the ports' prose.
 *
 * Every write is idempotent: writing the same thing again changes nothing. A resolved write is durable. Time ranges are
 * half-open, `[fromMs, toMs)`, in epoch milliseconds. Any method rejects with `StoreUnavailableError` while the store
 * can't be reached, and with `StoreRefusedError` for what it will never take.
 */
export interface Store
  extends
    CounterStore,
    SeriesStore,
    TemplateStore,
    WindowStore,
    BaselineStore,
    AnomalyStore,
    AlarmStore,
    LedgerStore,
    DetectorStateStore,
    HeartbeatStore,
    ReplyStore,
    PointStore,
    StoreLifecycle {}
