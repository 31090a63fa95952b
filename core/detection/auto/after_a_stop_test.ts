import assert from "node:assert/strict";
import { DETECTION_DEFAULTS } from "../detection_settings.ts";
import { AutoDetector } from "./auto_detector.ts";
import { autoRun } from "./auto_run.ts";
import { seeded } from "./testing/chance.ts";
import { calls, type Course, HOUR_MS, MadeUpSource, MINUTE_MS } from "./testing/made_up_source.ts";

const DAY_MS = 24 * HOUR_MS;

/** A steady probe, and orders whose rate walks between 0.3 and 6 a second. */
function walkingOrders(seed: number): Course {
  const random = seeded(seed);
  let x = 0;
  const rates = Array.from({ length: 26 * 60 }, () => {
    x = 0.99 * x + 0.12 * (random() + random() + random() - 1.5) * 2;
    return 1.5 * Math.exp(Math.max(-1.6, Math.min(1.4, x)));
  });
  return (timeMs) => ({ probe: 5, order: rates[Math.floor(timeMs / MINUTE_MS)]! });
}

for (const minutes of [2, 3, 5]) {
  Deno.test(`what was normal before a stop of ${minutes} minutes is normal after it`, () => {
    for (const seed of [1, 2, 3, 4]) {
      const course = walkingOrders(seed);
      const stopMs = DAY_MS + MINUTE_MS / 2;
      const detector = new AutoDetector("shop", autoRun(DETECTION_DEFAULTS), { fromMs: 0 });
      const lines = new MadeUpSource({ seed });
      const isOut = (timeMs: number) => timeMs >= stopMs && timeMs < stopMs + minutes * MINUTE_MS;
      lines.feed(detector, DAY_MS, course);
      const outcomes = lines.feed(detector, 26 * HOUR_MS, (timeMs) => isOut(timeMs) ? {} : course(timeMs));
      const opened = outcomes.filter(({ kind }) => kind === "opened");
      const closed = outcomes.flatMap((each) => each.kind === "closed" ? each.episode.incident!.members : []);
      assert.equal(opened.length, 1, `seed ${seed}: ${calls(outcomes)}`);
      assert.ok(closed.some(({ kind, template }) => kind === "silence" && template === "*"), `seed ${seed}`);
    }
  });
}
