import assert from "node:assert/strict";
import type { DetectorEvent } from "../detector_event.ts";
import type { OutcomeSink } from "./outcome_sink.ts";
import { SinkList } from "./sink_list.ts";

const EVENT: DetectorEvent = { kind: "recovered" };

/** Keeps what it was given. */
class Hearing implements OutcomeSink {
  readonly name = "hearing";
  readonly heard: string[] = [];

  take(event: DetectorEvent): void {
    this.heard.push(event.kind === "problem" ? event.message : event.kind);
  }

  close(): Promise<void> {
    this.heard.push("end");
    return Promise.resolve();
  }
}

const throwing: OutcomeSink = {
  name: "throwing",
  take: () => {
    throw new Error("no room");
  },
  close: () => Promise.reject(new Error("can't close")),
};

const rejecting: OutcomeSink = { name: "rejecting", take: () => Promise.reject(new Error("no ear")) };

Deno.test("SinkList gives each event to every sink, whichever fails, and the failure to the others, once", async () => {
  const hearing = new Hearing();
  const sinks = new SinkList([throwing, rejecting, hearing]);
  sinks.publish(EVENT);
  await sinks.settled();
  sinks.publish(EVENT);
  await sinks.settled();
  assert.deepEqual(hearing.heard, ["Cannot give an event to throwing: no room", "recovered", "no ear", "recovered"]);
});

Deno.test("SinkList reports a failure again when the sink fails otherwise", async () => {
  const messages = ["busy", "busy", "gone"];
  const failing: OutcomeSink = { name: "failing", take: () => Promise.reject(new Error(messages.shift())) };
  const hearing = new Hearing();
  const sinks = new SinkList([failing, hearing]);
  for (let events = 0; events < 3; events++) {
    sinks.publish(EVENT);
    await sinks.settled();
  }
  const problems = hearing.heard.filter((heard) => heard !== "recovered");
  assert.deepEqual(problems, ["busy", "gone"]);
});

Deno.test("SinkList.publish() waits for no sink", () => {
  const hearing = new Hearing();
  new SinkList([{ name: "hanging", take: () => new Promise(() => {}) }, hearing]).publish(EVENT);
  assert.deepEqual(hearing.heard, ["recovered"]);
});

Deno.test("SinkList.close() closes every sink, whichever fails to", async () => {
  const hearing = new Hearing();
  await new SinkList([throwing, rejecting, hearing]).close();
  assert.deepEqual(hearing.heard, ["end"]);
});
