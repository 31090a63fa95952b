import assert from "node:assert/strict";
import type { Anomaly } from "../core/detection/anomaly.ts";
import type { Told } from "./notifier.ts";
import { queuedNotifier } from "./queued_notifier.ts";

const ANOMALY = { title: "10x the usual traffic" } as Anomaly;
const NEVER = () => new Promise<void>(() => {});

Deno.test("queuedNotifier() tells one after another, with what is told with it", async () => {
  const others = { opened: 3, worsened: 0, closed: 1, sources: ["web"] };
  const told: Told[] = [];
  let atWork = 0;
  const notifier = queuedNotifier({
    place: "bell",
    async deliver(each) {
      assert.equal(++atWork, 1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      told.push(each);
      atWork--;
    },
  });
  await Promise.all([notifier.notify(ANOMALY, "opened"), notifier.notify(ANOMALY, "closed", others)]);
  assert.deepEqual(told.map(({ change, others }) => [change, others]), [["opened", undefined], ["closed", others]]);
  await notifier.close();
});

Deno.test("queuedNotifier() says whom it could not tell of what, and why, and goes on", async () => {
  let told = 0;
  const deliver = () => told++ === 0 ? Promise.reject(new Error("it is broken")) : Promise.resolve();
  const notifier = queuedNotifier({ place: "bell", deliver });
  await assert.rejects(
    notifier.notify(ANOMALY, "opened"),
    /Cannot notify bell of "10x the usual traffic": it is broken/,
  );
  await notifier.notify(ANOMALY, "closed");
  assert.equal(told, 2);
});

Deno.test("queuedNotifier() gives up the newest of too many", async () => {
  const notifier = queuedNotifier({ place: "bell", deliver: NEVER, queueLimit: 2 });
  const held = [1, 2].map(() => assert.rejects(notifier.notify(ANOMALY, "opened"), /before the end/));
  await assert.rejects(notifier.notify(ANOMALY, "opened"), /expected fewer than 2 to wait for bell/);
  await notifier.close();
  await Promise.all(held);
});

Deno.test("queuedNotifier() gives up what takes too long, though it heeds no signal, and tells the next", async () => {
  let told = 0;
  const notifier = queuedNotifier({
    place: "bell",
    timeoutMs: 20,
    deliver: () => told++ === 0 ? NEVER() : Promise.resolve(),
  });
  // A timeout of a signal alone keeps no process, and so no test.
  const timer = setInterval(() => {}, 1000);
  const late = assert.rejects(notifier.notify(ANOMALY, "opened"), /Cannot notify bell .*due to timeout/);
  await notifier.notify(ANOMALY, "closed");
  await late;
  assert.equal(told, 2);
  clearInterval(timer);
});

Deno.test("queuedNotifier() waits for nothing when it is closed, though it heeds no signal", async () => {
  let told = 0;
  const deliver = () => {
    told++;
    return NEVER();
  };
  const notifier = queuedNotifier({ place: "bell", deliver });
  const given = [1, 2].map(() => assert.rejects(notifier.notify(ANOMALY, "opened"), /before the end/));
  await Promise.resolve();
  await notifier.close();
  await Promise.all(given);
  assert.ok(told <= 1);
});
