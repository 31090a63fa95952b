import assert from "node:assert/strict";
import { LinesSink } from "../testing/lines_sink.ts";
import { StreamSource } from "./stream_source.ts";

async function linesOf(chunks: string[]): Promise<{ lines: string[]; modes: Set<string> }> {
  const sink = new LinesSink();
  const arrival = { resolve: () => {} };
  const stream = ReadableStream.from(chunks).pipeThrough(new TextEncoderStream());
  const source = new StreamSource({ source: "stdin", stream, nowMs: 0, onArrival: () => arrival.resolve() });
  while (!source.isDone) {
    const arrived = new Promise<void>((resolve) => arrival.resolve = resolve);
    if (source.poll(0, Infinity, sink) === 0 && !source.isDone) await arrived;
  }
  source.close();
  return { lines: sink.lines, modes: new Set(sink.modes) };
}

Deno.test("StreamSource gives the lines of a stream however they are cut, the last without a newline, all live", async () => {
  const { lines, modes } = await linesOf(["one\ntw", "o\r", "\n\nfo", "ur"]);
  assert.deepEqual(lines, ["one", "two", "", "four"]);
  assert.deepEqual([...modes], ["live"]);
});

Deno.test("StreamSource takes a stream that is longer than it holds at once", async () => {
  const chunk = "0123456789\n".repeat(10_000);
  const { lines } = await linesOf(Array.from({ length: 20 }, () => chunk));
  assert.equal(lines.length, 200_000);
});

Deno.test("StreamSource counts a line without end once", async () => {
  const { lines } = await linesOf([...Array.from({ length: 40 }, () => "x".repeat(50_000)), "\nnext\n"]);
  assert.deepEqual(lines.map((line) => line.length), [65_536, 4]);
});
