import assert from "node:assert/strict";
import type { SeenHeartbeat } from "../../heartbeat.ts";
import type { LedgerEntry } from "../../ledger_entry.ts";
import { describeEpisode } from "../describe_episode.ts";
import { Ledger } from "../ledger/ledger.ts";
import { AgentWatch } from "./agent_watch.ts";

const S = 1_000;
const NOBODY = new Ledger();

/** A heartbeat of an agent that was seen then. */
function beat(agent: string, source: string, seenMs: number, host = "h1"): SeenHeartbeat {
  const zeros = { read: 0, counted: 0, rejected: 0, lagBytes: 0, lagMs: 0, spoolBytes: 0, sinceMs: 0 };
  return { ...zeros, agent, source, host, watermarkMs: seenMs, firstLiveMs: null, seenMs };
}

/** Looks every ten seconds, from one time to another; `seen` gives the heartbeats of a time. */
function look(
  watch: AgentWatch,
  [fromS, toS]: readonly [number, number],
  seen: (nowMs: number) => SeenHeartbeat[],
  ledger = NOBODY,
): string[] {
  const said: string[] = [];
  for (let at = fromS; at <= toS; at += 10) {
    for (const { outcome } of watch.take(seen(at * S), { nowMs: at * S, ledger })) {
      const what = "episode" in outcome
        ? outcome.episode.incident!.members.map(({ source }) => source).join("+")
        : outcome.kind === "muted"
        ? outcome.alarm.source
        : "";
      said.push(`${outcome.kind} ${what} at ${at}`);
    }
  }
  return said;
}

/** Two sources of one agent that stops at 300 s. */
const stopped = (nowMs: number) => ["a", "b"].map((source) => beat("x", source, Math.min(nowMs, 300 * S)));

Deno.test("AgentWatch calls an agent once, two minutes after its last heartbeat, with all of its sources", () => {
  const watch = new AgentWatch();
  assert.deepEqual(look(watch, [0, 2_000], stopped), ["opened a+b at 420"]);
});

Deno.test("AgentWatch says that it is over when the agent is back, or another on the same machine", () => {
  for (const agent of ["x", "y"]) {
    const watch = new AgentWatch();
    look(watch, [0, 600], stopped);
    const back = (nowMs: number) => [...stopped(nowMs), beat(agent, "a", nowMs), beat(agent, "b", nowMs)];
    assert.deepEqual(look(watch, [610, 900], back), ["closed a+b at 610"]);
  }
});

Deno.test("AgentWatch calls one of two machines with the same source", () => {
  const watch = new AgentWatch();
  const seen = (nowMs: number) => [beat("x", "a", Math.min(nowMs, 300 * S)), beat("y", "a", nowMs, "h2")];
  assert.deepEqual(look(watch, [0, 900], seen), ["opened a at 420"]);
});

const QUIET: readonly (readonly [string, (nowMs: number) => SeenHeartbeat[]])[] = [
  ["an agent that was gone before", () => [beat("x", "a", -600 * S)]],
  ["an api that is sent lines", (nowMs) => [beat("api-1", "a", Math.min(nowMs, 300 * S))]],
  ["an agent that follows another", (nowMs) => [beat("x", "a", Math.min(nowMs, 300 * S)), beat("y", "a", nowMs)]],
  [
    "one that is back within two minutes",
    (nowMs) => [beat("x", "a", nowMs > 300 * S && nowMs < 400 * S ? 300 * S : nowMs)],
  ],
];

for (const [what, seen] of QUIET) {
  Deno.test(`AgentWatch does not call ${what}`, () => assert.deepEqual(look(new AgentWatch(), [0, 900], seen), []));
}

Deno.test("AgentWatch gives each agent its time again after nobody could be heard, as while the store was away", () => {
  const watch = new AgentWatch();
  look(watch, [0, 300], (nowMs) => [beat("x", "a", nowMs)]);
  const late = (nowMs: number) => [beat("x", "a", nowMs < 4_060 * S ? 300 * S : nowMs)];
  assert.deepEqual(look(watch, [4_000, 4_900], late), []);
});

Deno.test("AgentWatch goes on with what was open before a restart, and calls it no second time", () => {
  const first = new AgentWatch();
  look(first, [0, 410], stopped);
  const [called] = first.take(stopped(420 * S), { nowMs: 420 * S, ledger: NOBODY });
  assert.ok(called?.outcome.kind === "opened");
  const context = { windowMs: 2_000, savedMs: 0, template: () => undefined };
  const anomaly = describeEpisode(called.outcome.episode, context);
  assert.match(anomaly.text, /^all lines of a: nothing is known for 2 min, the agent on h1 sends no heartbeats/);
  const second = new AgentWatch();
  second.restore([anomaly]);
  assert.deepEqual(look(second, [430, 600], stopped), []);
  const back = (nowMs: number) => [beat("x", "a", nowMs), beat("x", "b", nowMs)];
  assert.deepEqual(look(second, [610, 620], back), ["closed a+b at 610"]);
});

Deno.test("AgentWatch tells nobody of what is muted", () => {
  const mute: LedgerEntry = {
    ...{ id: "m", kind: "mute", source: "a", untilMs: null, author: "", comment: "", createdMs: 0, revokedMs: null },
  };
  assert.deepEqual(look(new AgentWatch(), [0, 900], stopped, new Ledger([mute])), [
    "muted a at 420",
    "opened b at 420",
  ]);
});
