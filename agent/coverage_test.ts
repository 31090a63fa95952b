import assert from "node:assert/strict";
import type { AgentEvent } from "./agent_event.ts";
import { Coverage } from "./coverage.ts";
import type { LineSource } from "./line_source.ts";
import { SourceRecorder } from "./source_recorder.ts";
import { TemplateCatalogue } from "./template_catalogue.ts";
import { WordMiner } from "./testing/word_miner.ts";

Deno.test("Coverage has no span while a source catches up, and begins one at the slot after", () => {
  const input = {
    source: "s",
    behind: true,
    readUpToMs: 500,
    isBehind: () => input.behind,
    lagBytes: () => input.behind ? 7 : 0,
  };
  const recorder = new SourceRecorder({
    source: "s",
    host: "h",
    miner: new WordMiner(),
    catalogue: new TemplateCatalogue("s"),
  });
  const events: AgentEvent[] = [];
  const coverage = new Coverage(recorder, [input as unknown as LineSource], 1_500, (event) => events.push(event));
  recorder.openSlot(1_000);
  recorder.chunk("backlog", true)(new TextEncoder().encode("login"), 0, 5);
  coverage.update(2_001, 2_000);
  assert.deepEqual([coverage.sinceMs, coverage.lagBytes(), coverage.lagMs(2_001), events.length], [2_000, 7, 1_501, 0]);
  input.behind = false;
  coverage.update(3_001, 3_000);
  coverage.update(4_001, 4_000);
  assert.deepEqual([coverage.sinceMs, coverage.lagBytes(), coverage.lagMs(4_001)], [3_000, 0, 0]);
  recorder.takeSlot();
  assert.deepEqual(events, [{ kind: "backlogDone", source: "s", lines: 1, templates: 0 }]);
  input.behind = true;
  coverage.update(5_001, 5_000);
  assert.equal(coverage.sinceMs, 5_000);
});
