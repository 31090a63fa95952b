import assert from "node:assert/strict";
import { generate, type LabelledLine } from "../../testing/logs/generator.ts";
import { LOG_FORMATS } from "../../testing/logs/log_formats.ts";
import { Miner } from "./miner.ts";
import { mineLine } from "./testing/mine_line.ts";

const LINES = 3000;

/** Lowest grouping accuracy per format: a unit's description of several words is taken for the message's own. */
const LEAST: Readonly<Record<string, number>> = { systemd: 0.8 };

for (const [format, messages] of Object.entries(LOG_FORMATS)) {
  Deno.test(`Miner finds the messages of ${format}`, async (t) => {
    const miner = new Miner();
    const lines = generate(messages, LINES);
    const handles = lines.map(({ line }) => mineLine(miner, line));
    const ids = handles.map((handle) => miner.template(handle).id);
    const accuracy = groupingAccuracy(lines, ids);
    assert.ok(accuracy >= (LEAST[format] ?? 0.99), `grouping accuracy ${accuracy}`);
    const texts = [...new Set(handles.map((handle) => miner.template(handle).text))].sort();
    await t.assertSnapshot(texts);
  });
}

/** Share of lines whose group holds exactly the lines of one message (Khan et al., ICSE 2022). */
function groupingAccuracy(lines: readonly LabelledLine[], ids: readonly string[]): number {
  const labelsOf = new Map<string, Set<number>>(), idsOf = new Map<number, Set<string>>();
  lines.forEach(({ label }, i) => {
    labelsOf.set(ids[i], (labelsOf.get(ids[i]) ?? new Set()).add(label));
    idsOf.set(label, (idsOf.get(label) ?? new Set()).add(ids[i]));
  });
  const exact = lines.filter(({ label }, i) => labelsOf.get(ids[i])!.size === 1 && idsOf.get(label)!.size === 1);
  return exact.length / lines.length;
}
