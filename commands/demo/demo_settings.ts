import type { Scenario } from "../../demos/scenario.ts";
import { SETTINGS, type Settings } from "../../settings/settings_table.ts";
import { chosenStore } from "../../store/stores.ts";

const SHORTEST_SLOT_MS = 10;

/**
 * What a demo makes of the user's settings. Its store is its own, because a demo empties it first: a database beside the one that
 * is named (`PATH/logiq_NAME.db`), or the bucket `BUCKET_NAME`. Slot and window shrink as the demo runs faster, to whole milliseconds.
 * Learning is what the scenarios are made for, and nobody else is notified of what is called.
 */
export function demoSettings(scenario: Scenario, given: Settings): Settings {
  const slot = Math.max(SHORTEST_SLOT_MS, Math.round(given.slot / given.speed));
  return Object.freeze({
    ...given,
    ...ownStore(scenario, given),
    port: 0,
    host: "127.0.0.1",
    source: "",
    history: "none",
    rate: 0,
    notify: "",
    webhook: "",
    detector: given.given.has("detector") ? given.detector : "sigma",
    learningWindows: SETTINGS.learningWindows.default,
    baselineWindows: SETTINGS.baselineWindows.default,
    slot,
    window: slot * (given.window / given.slot),
  });
}

function ownStore({ name }: Scenario, settings: Settings): Partial<Settings> {
  const { kind, place } = chosenStore(settings);
  return kind.ofDemo(name, place, settings);
}
