import assert from "node:assert/strict";
import { AlertBudget } from "./alert_budget.ts";
import { ChangeAlarms } from "./change_alarms.ts";
import { ChangeWatch } from "./change_watch.ts";
import { HostDepartures } from "./host_departures.ts";
import { SourceFrame } from "./source_frame.ts";
import { ticksFor } from "./ticks.ts";
import { TrafficLevel } from "./traffic_level.ts";

const DAY_TICKS = 1440;

/** Departures of a source that was watched for two days without any. */
function watched() {
  const ticks = ticksFor(2000), frame = new SourceFrame("s", { budget: new AlertBudget(1), ticks });
  frame.declare({ severe: 1, change: 1, size: 0, gap: 1, rare: 3 });
  const around = {
    tick: { lines: 0 },
    traffic: new ChangeWatch(frame.pools.peaks, ticks),
    level: new TrafficLevel(ticks.perHour),
  };
  const alarms = new ChangeAlarms(frame, { ...around, messages: [] });
  const departures = new HostDepartures(frame, alarms);
  const pass = (ticks: number) => {
    for (let tick = 0; tick < ticks; tick++) {
      frame.endTick();
      departures.pass();
    }
  };
  pass(2 * DAY_TICKS);
  return { departures, pass };
}

Deno.test("HostDepartures takes a host that goes for news, but not where another came for it", () => {
  assert.ok(watched().departures.isNews(3));
  const { departures, pass } = watched();
  departures.arrive();
  pass(5);
  assert.ok(!departures.isNews(5));
});

Deno.test("HostDepartures takes the fourth that goes within a day for none, and the first after weeks for news again", () => {
  const { departures, pass } = watched();
  const news = [1, 2, 3, 4].map(() => {
    pass(300);
    return departures.isNews(3);
  });
  assert.deepEqual([news[0], news[3]], [true, false]);
  pass(20 * DAY_TICKS);
  assert.ok(departures.isNews(3));
});
