/**
 * Times our parser of line protocol against the serializer of `@influxdata/influxdb-client` on the same points, in turns:
 * lines of series that repeat, as one busy sender writes them, and lines that are each of a series of their own.
 *
 * `deno run -A bench/line_protocol_bench.ts`
 */
import { Point } from "@influxdata/influxdb-client";
import { parseLineProtocol } from "../core/line_protocol/parse_line_protocol.ts";

const LINES = 5_000;
const PASSES = 2;
const ROUNDS = 61;

if (import.meta.main) {
  for (const line of benchLineProtocol()) console.log(line);
}

/** One line of text for each kind of batch, with medians of µs a line and their ratio (above 1: parsing is faster). */
export function benchLineProtocol(): string[] {
  return [compare("100 series", (index) => index % 100), compare("5,000 series", (index) => index)];
}

function compare(name: string, seriesOf: (index: number) => number): string {
  const points = Array.from({ length: LINES }, (_, index) => point(index, seriesOf(index)));
  const bytes = new TextEncoder().encode(points.map((point) => point.toLineProtocol()).join("\n"));
  const serialize = () => points.map((point) => point.toLineProtocol()).join("\n").length;
  const parse = () => parseLineProtocol(bytes, { nowNs: 0n }).points.length;
  if (parse() !== LINES) throw new Error(`Cannot compare batches of "${name}": expected ${LINES} points`);

  const rounds = Array.from({ length: ROUNDS }, () => [microsALine(serialize), microsALine(parse)] as const).slice(10);
  const [written, read] = [median(rounds.map((round) => round[0])), median(rounds.map((round) => round[1]))];
  const ratio = median(rounds.map(([serialized, parsed]) => serialized / parsed));
  return `line protocol, ${name}: client serializes ${written.toFixed(2)} µs, we parse ${read.toFixed(2)} µs a line, ` +
    `ratio ${ratio.toFixed(2)}`;
}

function point(index: number, series: number): Point {
  return new Point("http_requests")
    .tag("host", `web${series % 50}`)
    .tag("region", "eu-west-1")
    .tag("path", `/api/v2/items/${series}`)
    .intField("count", index)
    .floatField("duration", index * 0.37)
    .stringField("status", "ok, done")
    .booleanField("cached", index % 2 === 0)
    .timestamp(String(1_700_000_000_000_000_000n + BigInt(index)));
}

function microsALine(work: () => number): number {
  const startMs = performance.now();
  for (let pass = 0; pass < PASSES; pass++) work();
  return (performance.now() - startMs) * 1_000 / (PASSES * LINES);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
