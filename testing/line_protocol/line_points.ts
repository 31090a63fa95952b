import fc from "fast-check";
import type { FieldValue, LinePoint } from "../../core/line_point.ts";
import { RESERVED_TAG_KEYS } from "../../core/line_protocol/names.ts";
import { TIME_RANGE_NS } from "../../core/line_protocol/precision.ts";

/** Any point that line protocol can write, for property tests; characters with a meaning are frequent. */
export function linePoints(): fc.Arbitrary<LinePoint> {
  const tagKeys = names().filter((key) => !RESERVED_TAG_KEYS.has(key));
  const fieldKeys = names().filter((key) => !/^[\t\0]|\\[, ="]/.test(key));
  return fc.record({
    measurement: names().filter((name) => !/^[\t\0#]/.test(name)),
    tags: fc.array(fc.tuple(tagKeys, names()), { maxLength: 4 }).map((entries) => new Map(entries)),
    fields: fc.array(fc.tuple(fieldKeys, values()), { minLength: 1, maxLength: 4 }).map((entries) => new Map(entries)),
    timeNs: fc.bigInt(TIME_RANGE_NS),
  }, { noNullPrototype: true });
}

/** Text in which the characters that have a meaning in line protocol are frequent. */
export function texts(): fc.Arbitrary<string> {
  const special = fc.constantFrom(...'\\",= #\t\0iut1.-e', "ä", "☀️", "\ufffd");
  return fc.string({ unit: fc.oneof(special, fc.string({ minLength: 1, maxLength: 1 })) });
}

function names(): fc.Arbitrary<string> {
  return texts().filter((text) => text !== "" && !text.endsWith("\\"));
}

function values(): fc.Arbitrary<FieldValue> {
  return fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => ({ kind: "float", value } as const)),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => ({ kind: "integer", value } as const)),
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => ({ kind: "unsigned", value } as const)),
    fc.tuple(texts(), fc.constantFrom("", "\n", "\r\n")).map((
      parts,
    ) => ({ kind: "string", value: parts.join("") } as const)),
    fc.boolean().map((value) => ({ kind: "boolean", value } as const)),
  );
}
