import type { Store } from "../store.ts";
import { ANOMALY_CASES } from "./contract_anomalies.ts";
import { COUNTER_CASES } from "./contract_counters.ts";
import { DETECTION_CASES } from "./contract_detection.ts";
import { CONTRACT_RETENTION_MS, type ContractCase } from "./contract_fixtures.ts";
import { ORACLE_CASES } from "./contract_oracle.ts";
import { POINT_CASES } from "./contract_points.ts";
import { REGISTRY_CASES } from "./contract_registry.ts";
import { WINDOW_CASES } from "./contract_windows.ts";

/**
 * Holds an adapter to the prose of `Store`: one `Deno.test` a sentence, each with a store of its own.
 *
 * @param name of the adapter, put before each test's name.
 * @param open gives a new, empty store; the suite closes it.
 * @param options `ignore` skips all tests, where what the adapter needs is not there.
 */
export function storeContract(
  name: string,
  open: (options: { retentionMs: number }) => Promise<Store>,
  options: { readonly ignore?: boolean } = {},
): void {
  for (const { sentence, check } of CASES) {
    Deno.test({
      name: `${name}: ${sentence}`,
      ignore: options.ignore ?? false,
      async fn() {
        await using store = await open({ retentionMs: CONTRACT_RETENTION_MS });
        await check(store);
      },
    });
  }
}

const CASES: readonly ContractCase[] = [
  ...COUNTER_CASES,
  ...WINDOW_CASES,
  ...ORACLE_CASES,
  ...REGISTRY_CASES,
  ...DETECTION_CASES,
  ...ANOMALY_CASES,
  ...POINT_CASES,
];
