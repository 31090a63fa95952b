import assert from "node:assert/strict";
import { ACCEPTED_LINES, REFUSED_LINES } from "../../testing/line_protocol/line_cases.ts";
import type { FieldValue } from "../line_point.ts";
import { parseLineProtocol } from "./parse_line_protocol.ts";

const nowNs = 1_234_567_890_123_456_789n;

Deno.test("parseLineProtocol() reads what each line says", () => {
  for (const { line, measurement = "m", tags = {}, fields = { f: float(1) }, timeNs = nowNs } of ACCEPTED_LINES) {
    const { points, errors, rejected } = parseLineProtocol(line, { nowNs });
    assert.deepEqual({ line, errors, rejected }, { line, errors: [], rejected: 0 });
    const expected = {
      measurement,
      tags: new Map(Object.entries(tags)),
      fields: new Map(Object.entries(fields)),
      timeNs,
    };
    assert.deepEqual(points, [expected], line);
  }
});

Deno.test("parseLineProtocol() says where and why it refuses a line", () => {
  for (const [line, column, message] of REFUSED_LINES) {
    const { points, errors, rejected } = parseLineProtocol(line, { nowNs });
    assert.deepEqual({ line, points, rejected }, { line, points: [], rejected: 1 });
    assert.equal(errors[0].column, column, `${line}: ${errors[0].message}`);
    assert.ok(errors[0].message.includes(message), `${line}: ${errors[0].message}`);
    assert.equal(errors[0].line, 1);
  }
});

Deno.test("parseLineProtocol() keeps good points beside bad lines and counts lines as an editor does", () => {
  const text = '\n# comment with "\nm f=1 1\r\nbad\nm s="two\nlines",b=t 2\n\nm f=x 3\nm s="unclosed\nm f=4 4';
  const { points, errors } = parseLineProtocol(text, { nowNs });
  assert.deepEqual(points.map((point) => point.timeNs), [1n, 2n, 4n]);
  assert.deepEqual(errors.map(({ line, column }) => [line, column]), [[4, 4], [8, 5], [9, 5]]);
});

Deno.test("parseLineProtocol() does not take lines of a string for points where their line is bad", () => {
  const { points, rejected } = parseLineProtocol('m f=x,s="a\nm f=1 1\nb"\nm f=2 2', { nowNs });
  assert.deepEqual(points.map((point) => point.timeNs), [2n]);
  assert.equal(rejected, 1);
});

Deno.test("parseLineProtocol() scales timestamps by the precision and rounds its default time down to it", () => {
  const cases = [["ns", 5n, nowNs], ["us", 5_000n, 1_234_567_890_123_456_000n]] as const;
  const coarse = [["ms", 5_000_000n, 1_234_567_890_123_000_000n], [
    "s",
    5_000_000_000n,
    1_234_567_890_000_000_000n,
  ]] as const;
  for (const [precision, given, defaulted] of [...cases, ...coarse]) {
    const { points } = parseLineProtocol("m f=1 5\nm f=1", { precision, nowNs });
    assert.deepEqual(points.map((point) => point.timeNs), [given, defaulted]);
  }
});

Deno.test("parseLineProtocol() reads bytes as UTF-8, and text without any line as nothing", () => {
  const bytes = new TextEncoder().encode('wärme,ort=Köln s="☀️"');
  const { points: [point] } = parseLineProtocol(bytes, { nowNs });
  assert.deepEqual([point.measurement, point.tags.get("ort")], ["wärme", "Köln"]);
  assert.deepEqual(point.fields.get("s"), { kind: "string", value: "☀️" });
  for (const empty of ["", "\n\n", "  \r\n", "# only\n#comments", "\r"]) {
    assert.deepEqual(parseLineProtocol(empty, { nowNs }), { points: [], errors: [], rejected: 0 });
  }
});

Deno.test("parseLineProtocol() lists the first errors and counts all", () => {
  const { errors, rejected } = parseLineProtocol("bad\n".repeat(1_000), { nowNs, maxErrors: 3 });
  assert.deepEqual([errors.map((error) => error.line), rejected], [[1, 2, 3], 1_000]);
});

Deno.test("parseLineProtocol() takes time in proportion to hostile texts", () => {
  const size = 2_000_000;
  const hostile = ['m f="', 'm f="\\"\n', "\\", 'm f=x,s="\n', "m,", '"', "m f=1,", "m \\=", "\n"];
  const beginnings = ["m f=", "m f=1 ", "m f=-"];
  for (
    const text of [
      ...hostile.map((part) => part.repeat(size / part.length)),
      ...beginnings.map((begin) => begin.padEnd(size, "9")),
    ]
  ) {
    const startMs = performance.now();
    parseLineProtocol(text, { nowNs });
    parseLineProtocol(`${text}i`, { nowNs });
    assert.ok(performance.now() - startMs < 5_000, `${text.slice(0, 20)} took ${performance.now() - startMs} ms`);
  }
});

function float(value: number): FieldValue {
  return { kind: "float", value };
}
