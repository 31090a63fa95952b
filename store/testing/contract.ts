import type { Store } from "../store.ts";
import { ALARM_CASES } from "./contract_alarms.ts";
import { ANOMALY_CASES } from "./contract_anomalies.ts";
import { COUNTER_CASES } from "./contract_counters.ts";
import { BASELINE_CASES } from "./contract_baselines.ts";
import { DETECTOR_STATE_CASES } from "./contract_detector_state.ts";
import { HEARTBEAT_CASES } from "./contract_heartbeats.ts";
import { LEDGER_CASES } from "./contract_ledger.ts";
import { LIFECYCLE_CASES } from "./contract_lifecycle.ts";
import { REPLY_CASES } from "./contract_replies.ts";
import { CONTRACT_RETENTION_MS, type ContractCase } from "./contract_fixtures.ts";
import { ORACLE_CASES } from "./contract_oracle.ts";
import { POINT_CASES } from "./contract_points.ts";
import { SERIES_CASES } from "./contract_series.ts";
import { TEMPLATE_CASES } from "./contract_templates.ts";
import { WINDOW_CASES } from "./contract_windows.ts";

/** How an adapter is tested. */
export interface ContractOptions {
  /** Skips all tests, where what the adapter needs is not there. */
  readonly ignore?: boolean;
}

/**
 * Holds an adapter to the prose of all ports: one `Deno.test` a sentence, each with a store of its own.
 *
 * @param name of the adapter, put before each test's name.
 * @param open gives a new, empty store; the suite closes it.
 */
export function storeContract(
  name: string,
  open: (options: { retentionMs: number }) => Promise<Store>,
  options?: ContractOptions,
): void {
  portContract(name, CASES, open, options);
}

/** Holds what implements one port, or some, to these cases, as {@linkcode storeContract} does a whole store: so an adapter can grow port by port. */
export function portContract<Ports extends AsyncDisposable>(
  name: string,
  cases: readonly ContractCase<Ports>[],
  open: (options: { retentionMs: number }) => Promise<Ports>,
  { ignore = false }: ContractOptions = {},
): void {
  for (const { sentence, check } of cases) {
    Deno.test({
      name: `${name}: ${sentence}`,
      ignore,
      async fn() {
        await using store = await open({ retentionMs: CONTRACT_RETENTION_MS });
        await check(store);
      },
    });
  }
}

const CASES: readonly ContractCase<Store>[] = [
  ...COUNTER_CASES,
  ...SERIES_CASES,
  ...WINDOW_CASES,
  ...ORACLE_CASES,
  ...TEMPLATE_CASES,
  ...HEARTBEAT_CASES,
  ...BASELINE_CASES,
  ...ANOMALY_CASES,
  ...ALARM_CASES,
  ...LEDGER_CASES,
  ...DETECTOR_STATE_CASES,
  ...REPLY_CASES,
  ...POINT_CASES,
  ...LIFECYCLE_CASES,
];
