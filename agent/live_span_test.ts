import assert from "node:assert/strict";
import type { AgentEvent } from "./agent_event.ts";
import type { LineSource } from "./input/line_source.ts";
import { LiveSpan } from "./live_span.ts";
import { SourceCounter } from "../counting/source_counter.ts";
import { TemplateCatalogue } from "../counting/template_catalogue.ts";
import { WordMiner } from "../counting/testing/word_miner.ts";

Deno.test("LiveSpan has no span while a source catches up, and begins one at the slot after", () => {
  const input = {
    source: "s",
    behind: true,
    readUpToMs: 500,
    isBehind: () => input.behind,
    lagBytes: () => input.behind ? 7 : 0,
    undated: () => ({ tooOld: 2, untimed: 1 }),
  };
  const counter = new SourceCounter({
    source: "s",
    host: "h",
    miner: new WordMiner(),
    catalogue: new TemplateCatalogue("s"),
  });
  const events: AgentEvent[] = [];
  const span = new LiveSpan(counter, [input as unknown as LineSource], 1_500, (event) => events.push(event));
  counter.openSlot(1_000);
  counter.chunk("backlog", true)({ buffer: new TextEncoder().encode("login"), start: 0, end: 5, lines: 1 });
  span.update(2_001, 2_000);
  assert.deepEqual([span.sinceMs, span.lagBytes(), span.lagMs(2_001), events.length], [2_000, 7, 1_501, 0]);
  input.behind = false;
  span.update(3_001, 3_000);
  span.update(4_001, 4_000);
  assert.deepEqual([span.sinceMs, span.lagBytes(), span.lagMs(4_001)], [3_000, 0, 0]);
  counter.takeSlot();
  assert.deepEqual(events, [{
    kind: "backlogDone",
    source: "s",
    lines: 1,
    templates: 0,
    undated: { tooOld: 2, untimed: 1 },
  }]);
  input.behind = true;
  span.update(5_001, 5_000);
  assert.equal(span.sinceMs, 5_000);
  input.behind = false;
  span.update(6_001, 6_000);
  assert.deepEqual(events.at(-1), { ...events[0], lines: 0, templates: 1, undated: { tooOld: 0, untimed: 0 } });
});
