import assert from "node:assert/strict";
import type { AgentEvent } from "../agent_event.ts";
import { LinesSink } from "../testing/lines_sink.ts";
import { StreamSource } from "./stream_source.ts";

interface Read {
  readonly lines: string[];
  readonly modes: Set<string>;
  readonly problem: string | undefined;
  readonly events: AgentEvent[];
}

async function linesOf(chunks: Iterable<string>): Promise<Read> {
  const events: AgentEvent[] = [];
  const sink = new LinesSink();
  const arrival = { resolve: () => {} };
  const stream = ReadableStream.from(chunks).pipeThrough(new TextEncoderStream());
  const onArrival = () => arrival.resolve();
  const onEvent = (event: AgentEvent) => events.push(event);
  const source = new StreamSource({ path: "-", source: "stdin", stream: () => stream, nowMs: 0, onArrival, onEvent });
  while (!source.isDone) {
    const arrived = new Promise<void>((resolve) => arrival.resolve = resolve);
    if (source.poll(0, Infinity, sink) === 0 && !source.isDone) await arrived;
  }
  source.close();
  return { lines: sink.lines, modes: new Set(sink.modes), problem: source.problem, events };
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

Deno.test("StreamSource takes a failure for the end, and says why", async () => {
  const failing = function* () {
    yield "one\ntw";
    throw new Deno.errors.ConnectionReset("connection reset");
  };
  const { lines, problem, events } = await linesOf(failing());
  assert.deepEqual(lines, ["one", "tw"]);
  assert.equal(problem, 'Cannot read "-": connection reset');
  assert.deepEqual(events, [{ kind: "fileProblem", path: "-", message: problem }]);
});

Deno.test("StreamSource is at its end where the stream can't be opened, and says why", () => {
  const events: AgentEvent[] = [];
  const source = new StreamSource({
    ...{ path: "horn:7", source: "horn", nowMs: 0, onArrival: () => {} },
    stream: () => {
      throw new Deno.errors.PermissionDenied("Permission denied (os error 13)");
    },
    onEvent: (event) => events.push(event),
  });
  assert.ok(source.isDone);
  assert.match(source.problem!, /^Cannot read "horn:7": permission denied; /);
  assert.deepEqual(events, [{ kind: "fileProblem", path: "horn:7", message: source.problem }]);
  source.close();
});

Deno.test("StreamSource has no problem where it is closed before the end", async () => {
  const { promise, reject } = Promise.withResolvers<string>();
  const stream = ReadableStream.from([promise]).pipeThrough(new TextEncoderStream());
  const onEvent = () => assert.fail();
  const source = new StreamSource({
    path: "-",
    source: "a",
    stream: () => stream,
    nowMs: 0,
    onArrival: () => {},
    onEvent,
  });
  source.close();
  reject(new Error("too late"));
  await promise.catch(() => {});
  assert.equal(source.problem, undefined);
});
