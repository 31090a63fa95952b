/** The detector as its command starts it, printing for each write of anomalies how long it took, as one JSON line. */
import { Command } from "commander";
import { SystemClock } from "../../clock/system_clock.ts";
import { openStore } from "../../store/stores.ts";
import { detectorOptions } from "../../commands/part_options.ts";
import { untilInterrupted } from "../../commands/until_interrupted.ts";
import { settingsOf, withSettings } from "../../commands/with_settings.ts";
import type { Anomaly } from "../../core/detection/anomaly.ts";
import type { DetectorStore } from "../../detector/detector_store.ts";
import { runDetector } from "../../detector/run_detector.ts";

/** One write of anomalies. */
export interface TimedWrite {
  readonly ids: readonly string[];
  readonly tookMs: number;
}

if (import.meta.main) {
  const program = new Command();
  const detector = program.command("detector").argument("<mode>");
  const command = withSettings(detector, ["store", "detector"]).action(async () => {
    const settings = settingsOf(command);
    await untilInterrupted(async (signal) => {
      await using store = await openStore(settings);
      const timed = timeWrites(store, (write) => console.log(JSON.stringify(write)));
      const options = detectorOptions({ store: timed, settings, clock: new SystemClock() });
      await runDetector({
        ...options,
        mode: "fresh",
        sinks: [{
          name: "problems",
          take: (event) => event.kind === "problem" ? console.error(event.message) : undefined,
        }],
        signal,
      });
    }).catch(() => {});
  });
  await program.parseAsync();
}

function timeWrites(store: DetectorStore, tell: (write: TimedWrite) => void): DetectorStore {
  const saveAnomalies = async (anomalies: readonly Anomaly[]) => {
    const startMs = performance.now();
    await store.saveAnomalies(anomalies);
    tell({ ids: anomalies.map(({ id }) => id), tookMs: performance.now() - startMs });
  };
  return new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (name === "saveAnomalies") return saveAnomalies;
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
