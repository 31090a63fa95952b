import assert from "node:assert/strict";
import fc from "fast-check";
import { linePoints } from "../../testing/line_protocol/line_points.ts";
import type { LinePoint } from "../line_point.ts";
import { parseLineProtocol } from "./parse_line_protocol.ts";
import { serializeLinePoint } from "./serialize_line_point.ts";

Deno.test("parseLineProtocol() gives back what serializeLinePoint() wrote", () => {
  fc.assert(
    fc.property(
      fc.array(linePoints(), { maxLength: 5 }),
      fc.constantFrom("\n", "\r\n", "\n\n# note\n"),
      (points, end) => {
        const text = points.map((point) => serializeLinePoint(point) + end).join("");
        assert.deepEqual(parseLineProtocol(text, { nowNs: 0n }), { points, errors: [], rejected: 0 });
      },
    ),
    { numRuns: 1_000 },
  );
});

Deno.test("serializeLinePoint() refuses what line protocol can't write", () => {
  const point: LinePoint = {
    measurement: "m",
    tags: new Map([["t", "v"]]),
    fields: new Map([["f", { kind: "float", value: 1 }]]),
    timeNs: 1n,
  };
  const field = (key: string, value: number) => ({ fields: new Map([[key, { kind: "float", value } as const]]) });
  const whole = (kind: "integer" | "unsigned", value: bigint) => ({ fields: new Map([["f", { kind, value }]]) });
  const cases: [Partial<LinePoint>, RegExp][] = [
    [{ measurement: "" }, /Cannot write measurement ""/],
    [{ measurement: "#m" }, /measurement "#m"/],
    [{ measurement: "\tm" }, /no blank or #/],
    [{ measurement: "m\\" }, /no backslash at its end/],
    [{ tags: new Map([["t", ""]]) }, /tag value ""/],
    [{ tags: new Map([["", "v"]]) }, /tag key ""/],
    [{ tags: new Map([["t", "C:\\"]]) }, /tag value "C:\\"/],
    [{ tags: new Map([["t", "a\nb"]]) }, /no line feed/],
    [{ tags: new Map([["time", "v"]]) }, /tag key "time".*reserved/],
    [{ fields: new Map() }, /at least one field/],
    [field("", 1), /field key ""/],
    [field("a\\,b", 1), /no backslash before a comma/],
    [field("f", NaN), /a finite number/],
    [field("f", Infinity), /a finite number/],
    [whole("integer", 2n ** 63n), /an integer of 64 bits/],
    [whole("unsigned", -1n), /an unsigned integer of 64 bits/],
    [{ timeNs: 2n ** 63n }, /Cannot write time "9223372036854775808"/],
  ];
  assert.equal(serializeLinePoint(point), "m,t=v f=1 1");
  for (const [change, message] of cases) {
    assert.throws(() => serializeLinePoint({ ...point, ...change }), { name: "RangeError", message });
  }
});
