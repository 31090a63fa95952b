import assert from "node:assert/strict";
import type { FieldValue, LinePoint } from "../../core/line_point.ts";
import { type PointStore, RESERVED_MEASUREMENTS } from "../ports/points.ts";
import { StoreRefusedError } from "../store_errors.ts";
import { type ContractCase, NOW_MS, ODD_TEXT } from "./contract_fixtures.ts";
import type { TemplateStore } from "../ports/templates.ts";
import type { AnomalyStore } from "../ports/anomalies.ts";

/** Other tools' points, and remembered answers. */
export const POINT_CASES: readonly ContractCase<PointStore & TemplateStore & AnomalyStore>[] = [
  {
    sentence: "writePoints() takes every kind of field, any number of times",
    async check(store) {
      const points = [linePoint("cpu"), linePoint(ODD_TEXT), { ...linePoint("no_tags"), tags: new Map() }];
      await store.writePoints(points);
      await store.writePoints(points);
      await store.writePoints([]);
    },
  },
  {
    sentence: "writePoints() refuses LogIQ's own measurement names",
    async check(store) {
      for (const name of RESERVED_MEASUREMENTS) {
        await assert.rejects(
          store.writePoints([linePoint("cpu"), linePoint(name)]),
          (error) => error instanceof StoreRefusedError && error.message.includes(name),
        );
      }
      assert.deepEqual(await store.templates(), []);
      assert.deepEqual(await store.anomalies(), []);
    },
  },
];

function linePoint(measurement: string): LinePoint {
  return {
    measurement,
    tags: new Map([["host", "node-1"], ["path", ODD_TEXT]]),
    fields: new Map<string, FieldValue>([
      ["load", { kind: "float", value: 0.25 }],
      ["largest", { kind: "integer", value: 2n ** 63n - 1n }],
      ["unsigned", { kind: "unsigned", value: 2n ** 63n - 1n }],
      ["text", { kind: "string", value: ODD_TEXT }],
      ["up", { kind: "boolean", value: true }],
    ]),
    timeNs: BigInt(NOW_MS) * 1_000_000n + 123_456n,
  };
}
