import assert from "node:assert/strict";
import { RareMessages } from "./rare_messages.ts";

const MINUTE_MS = 60_000, DAY_MS = 86_400_000;

/** A source that was watched for days, with this many new messages in each, evenly. */
function watched(days: number, newPerDay: number): { rare: RareMessages; nowMs: number } {
  const rare = new RareMessages();
  const every = newPerDay === 0 ? Infinity : Math.round(1440 / newPerDay);
  for (let minute = 0; minute < days * 1440; minute++) {
    const timeMs = minute * MINUTE_MS;
    if (minute % every === every - 1) rare.add(novel(`old${minute}`, timeMs));
    rare.pass(timeMs + MINUTE_MS, MINUTE_MS);
  }
  return { rare, nowMs: days * DAY_MS };
}

function novel(template: string, timeMs: number, perDay = 0.2) {
  return { template, timeMs, lastMs: null, perDay };
}

Deno.test("RareMessages takes a new message after calm days for news, and the 400th of a day not", () => {
  const calm = watched(3, 0), busy = watched(3, 400);
  const [calmPerDay, busyPerDay] = [calm, busy].map(({ rare, nowMs }) => rare.add(novel("n", nowMs))!.perDay);
  assert.ok(calmPerDay < 0.1, `${calmPerDay}`);
  assert.ok(busyPerDay > 1, `${busyPerDay}`);
});

Deno.test("RareMessages takes several at once for more than one", () => {
  const { rare, nowMs } = watched(3, 10);
  const perDay = [0, 1, 2].map((second) => rare.add(novel(`n${second}`, nowMs + second * 1000))!.perDay);
  assert.ok(perDay[2] < perDay[1] && perDay[1] < perDay[0]);
});

Deno.test("RareMessages counts companions of an earlier time once: a restart repeats its messages", () => {
  const { rare, nowMs } = watched(3, 1);
  const again = (template: string, lastMs: number) => rare.add({ template, timeMs: nowMs, lastMs, perDay: 0.5 });
  assert.notEqual(again("r1", DAY_MS), null);
  assert.equal(again("r2", DAY_MS + 1000), null);
  assert.notEqual(again("other", 2 * DAY_MS), null);
});

Deno.test("RareMessages holds a bounded number of a cluster's messages, whatever comes at once", () => {
  const { rare, nowMs } = watched(1, 0);
  for (let i = 0; i < 10_000; i++) rare.add(novel(`n${i}`, nowMs));
  assert.ok(rare.toState().cluster.length <= 100);
});

Deno.test("RareMessages.withLines() takes many lines of a message for more than one, and knows none of another cluster", () => {
  const { rare, nowMs } = watched(0.06, 0);
  const { perDay } = rare.add(novel("n", nowMs, 1.6))!;
  assert.ok(rare.withLines("n", Math.log(400))! < perDay / 20);
  assert.ok(rare.withLines("n", Math.log(20))! > rare.withLines("n", Math.log(400))!);
  assert.equal(rare.withLines("other", 10), null);
  rare.pass(nowMs + 10 * MINUTE_MS, MINUTE_MS);
  assert.equal(rare.withLines("n", 10), null);
});
