import assert from "node:assert/strict";
import { Broadcast } from "../../core/broadcast.ts";
import { serveApi } from "../serve_api.ts";
import { openTestApi } from "../testing/test_api.ts";
import type { LiveEvent } from "./events.ts";

type Event = LiveEvent & { readonly at: number };

const event = (at: number, kind = "window"): Event => ({ kind, at });

/** Reads an answer until it holds a text. */
async function readUntil(reader: ReadableStreamDefaultReader<string>, text: string): Promise<string> {
  let read = "";
  while (!read.includes(text)) {
    const { value, done } = await reader.read();
    if (done) break;
    read += value;
  }
  return read;
}

Deno.test("GET /api/events gives what the detector says from then on, and ends with it", async () => {
  const live = new Broadcast<Event>();
  await using api = openTestApi({ live });
  live.publish(event(0));
  const response = await api.api.fetch(new Request("http://127.0.0.1/api/events"));
  assert.equal(response.headers.get("Content-Type"), "text/event-stream");
  live.publish(event(1));
  live.publish(event(2, "anomalyOpened"));
  live.close();
  assert.equal(
    await response.text(),
    ': following\n\nevent: window\ndata: {"kind":"window","at":1}\n\n' +
      'event: anomalyOpened\ndata: {"kind":"anomalyOpened","at":2}\n\n',
  );
});

Deno.test("GET /api/events shows a log's own text without what a terminal would obey, and loses nothing of it", async () => {
  const live = new Broadcast<LiveEvent & { readonly title: string }>();
  await using api = openTestApi({ live });
  const response = await api.api.fetch(new Request("http://127.0.0.1/api/events"));
  const title = "a\u001b[2J\u009b2K\u202eb\u007f\nevent: c";
  live.publish({ kind: "window", title });
  live.close();
  const text = await response.text();
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|\nevent: c/);
  assert.equal(JSON.parse(/^data: (.*)$/m.exec(text)![1]!).title, title);
});

Deno.test("GET /api/events?kind= gives events of those kinds", async () => {
  const live = new Broadcast<Event>();
  await using api = openTestApi({ live });
  const response = await api.api.fetch(new Request("http://127.0.0.1/api/events?kind=a,b"));
  for (const kind of ["a", "c", "b"]) live.publish(event(1, kind));
  live.close();
  assert.deepEqual((await response.text()).match(/event: ./g), ["event: a", "event: b"]);
});

Deno.test("GET /api/events says how many events a slow reader has missed", async () => {
  const live = new Broadcast<Event>();
  await using api = openTestApi({ live });
  const response = await api.api.fetch(new Request("http://127.0.0.1/api/events"));
  for (let at = 0; at < 1_000; at++) live.publish(event(at));
  live.close();
  const text = await response.text();
  assert.match(text, /event: missed\ndata: \{"missed":\d+\}/);
  assert.match(text, /"at":999/);
});

Deno.test("GET /api/events sends a comment while nothing happens", async () => {
  const live = new Broadcast<Event>();
  await using api = openTestApi({ live });
  const response = await api.api.fetch(new Request("http://127.0.0.1/api/events"));
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  await readUntil(reader, ": following");
  const waiting = readUntil(reader, ": nothing new");
  await api.clock.advance(15_000);
  assert.match(await waiting, /: nothing new/);
  await reader.cancel();
  assert.equal(live.subscribers, 0);
});

Deno.test("GET /api/events without a detector in the process is a 404 that says so", async () => {
  await using api = openTestApi();
  const { status, body } = await api.get("/api/events");
  assert.equal(status, 404);
  assert.match(body.error.message, /expected a detector in the api's own process/);
});

Deno.test("an api that is stopped ends the answers that follow events", { sanitizeOps: false }, async () => {
  const live = new Broadcast<Event>();
  await using api = openTestApi({ live });
  const server = serveApi(api.api, { port: 0 });
  const response = await fetch(`${server.url}/api/events`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  await readUntil(reader, ": following");
  await server.stop();
  assert.equal(await readUntil(reader, "never"), "");
  assert.equal(live.subscribers, 0);
});

Deno.test("GET /api/events forgets a reader that has gone", { sanitizeOps: false }, async () => {
  const live = new Broadcast<Event>();
  await using api = openTestApi({ live });
  const server = serveApi(api.api, { port: 0 });
  const response = await fetch(`${server.url}/api/events`);
  await response.body!.cancel();
  const deadlineMs = Date.now() + 5_000;
  while (live.subscribers > 0 && Date.now() < deadlineMs) {
    live.publish(event(1));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal(live.subscribers, 0);
  await server.stop();
});
