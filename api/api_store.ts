import type { AlarmStore } from "../store/ports/alarms.ts";
import type { AnomalyStore } from "../store/ports/anomalies.ts";
import type { BaselineStore } from "../store/ports/baselines.ts";
import type { CounterStore } from "../store/ports/counters.ts";
import type { HeartbeatStore } from "../store/ports/heartbeats.ts";
import type { StoreLifecycle } from "../store/ports/lifecycle.ts";
import type { LedgerStore } from "../store/ports/ledger.ts";
import type { PointStore } from "../store/ports/points.ts";
import type { ReplyStore } from "../store/ports/replies.ts";
import type { SeriesStore } from "../store/ports/series.ts";
import type { TemplateStore } from "../store/ports/templates.ts";

/** What the api's routes need of a store, taken together. */
export type ApiStore =
  & CounterStore
  & SeriesStore
  & TemplateStore
  & HeartbeatStore
  & BaselineStore
  & AnomalyStore
  & AlarmStore
  & LedgerStore
  & ReplyStore
  & PointStore
  & StoreLifecycle;
