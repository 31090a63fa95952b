import assert from "node:assert/strict";
import type { SeenHeartbeat } from "../../heartbeat.ts";
import type { LedgerEntry } from "../../ledger_entry.ts";
import { describeEpisode } from "../describe_episode.ts";
import { hostSeries } from "../host_series.ts";
import type { Finding } from "../incidents/finding.ts";
import { IncidentBook } from "../incidents/incident_book.ts";
import { Ledger } from "../ledger/ledger.ts";
import type { Outcome } from "../outcome.ts";
import { AgentWatch } from "./agent_watch.ts";

const S = 1_000;

/** A heartbeat of an agent that was seen then. */
function beat(agent: string, source: string, seenMs: number, host = "h1"): SeenHeartbeat {
  const zeros = { read: 0, counted: 0, rejected: 0, lagBytes: 0, lagMs: 0, spoolBytes: 0, sinceMs: 0 };
  return { ...zeros, agent, source, host, watermarkMs: seenMs, firstLiveMs: null, seenMs };
}

/** A watch with its incidents; `look` looks every ten seconds, from one time to another, and says what that came to. */
class Stage {
  readonly book: IncidentBook;
  readonly watch: AgentWatch;

  constructor(book = new IncidentBook()) {
    this.book = book;
    this.watch = new AgentWatch(book);
  }

  look(
    [fromS, toS]: readonly [number, number],
    seen: (nowMs: number) => SeenHeartbeat[],
    passed: string[] = [],
  ): string[] {
    const said: string[] = [];
    for (let at = fromS; at <= toS; at += 10) {
      const outcomes = [
        ...this.watch.take(seen(at * S), at * S),
        ...passed.flatMap((source) => this.book.pass(source, at * S)),
      ];
      said.push(...outcomes.map((outcome) => `${wordsOf(outcome)} at ${at}`));
    }
    return said;
  }
}

function wordsOf(outcome: Outcome): string {
  if (outcome.kind === "muted") return `muted ${outcome.alarm.source}`;
  if (!("episode" in outcome)) return outcome.kind;
  const { members, adopted } = outcome.episode.incident!;
  const series = members.map(({ source, template }) => `${source}${template}`);
  return `${outcome.kind} ${series.join("+")}${adopted ? ", adopted" : ""}`;
}

/** Two sources of one agent that stops at 300 s. */
const stopped = (nowMs: number) => ["a", "b"].map((source) => beat("x", source, Math.min(nowMs, 300 * S)));
const OPENED = ["opened a~h1 at 420", "extended a~h1+b~h1 at 420"];

Deno.test("AgentWatch calls an agent once, two minutes after its last heartbeat, with all of its sources", () => {
  assert.deepEqual(new Stage().look([0, 2_000], stopped), OPENED);
});

Deno.test("AgentWatch says that it is over two minutes after the agent is back, or another on the same machine", () => {
  for (const agent of ["x", "y"]) {
    const stage = new Stage();
    stage.look([0, 600], stopped);
    const back = (nowMs: number) => [...stopped(nowMs), beat(agent, "a", nowMs), beat(agent, "b", nowMs)];
    const isBack = "extended a~h1+b~h1 at 610";
    assert.deepEqual(stage.look([610, 900], back, ["a", "b"]), [isBack, isBack, "closed a~h1+b~h1 at 730"]);
  }
});

Deno.test("AgentWatch calls one of two machines with the same source", () => {
  const seen = (nowMs: number) => [beat("x", "a", Math.min(nowMs, 300 * S)), beat("y", "a", nowMs, "h2")];
  assert.deepEqual(new Stage().look([0, 900], seen), ["opened a~h1 at 420"]);
});

Deno.test("AgentWatch calls two machines of one source, each of which is waited for", () => {
  const stage = new Stage();
  const seen = (nowMs: number) => ["h1", "h2"].map((host) => beat(host, "a", Math.min(nowMs, 300 * S), host));
  assert.deepEqual(stage.look([0, 900], seen), ["opened a~h1 at 420", "extended a~h1+a~h2 at 420"]);
  stage.look([910, 1_500], (nowMs) => [beat("h2", "a", nowMs, "h2")], ["a"]);
  assert.deepEqual(stage.book.held("absence").map(({ template }) => template), ["~h1"]);
});

/** A finding of lines that are missing from 300 s on. */
function missing(source: string, template: string): Finding {
  const figures = { actual: 0, expected: 60, lower: 40, upper: Infinity, perDay: 1e-9, adopted: false };
  return { kind: "missing", source, template, startMs: 300 * S, endMs: 420 * S, ...figures };
}

Deno.test("AgentWatch's agent and the lines that its machine lacks are one incident, whichever is called first", () => {
  const gone = [...["h1", "h2"].map((host) => [host, "a"] as const), ["h1", "b"] as const];
  const seen = (nowMs: number) =>
    gone.map(([host, source]) => beat(host, source, host === "h1" ? Math.min(nowMs, 300 * S) : nowMs, host));
  const lines = [missing("a", hostSeries("h1")), missing("c", hostSeries("h1"))];
  const after = new Stage();
  after.look([0, 420], seen);
  assert.deepEqual(lines.map((finding) => after.book.take(finding).kind), ["extended", "extended"]);
  const before = new Stage();
  before.look([0, 410], seen);
  for (const finding of lines) before.book.take(finding);
  assert.deepEqual(before.look([420, 900], seen), [
    "extended a~h1+a@h1+c@h1 at 420",
    "extended a~h1+b~h1+a@h1+c@h1 at 420",
  ]);
});

Deno.test("AgentWatch tells an agent that goes a second time again", () => {
  const stage = new Stage();
  const twice = (nowMs: number) => {
    const isBack = nowMs >= 800 * S && nowMs < 1_600 * S;
    return [beat("x", "a", nowMs < 300 * S || isBack ? nowMs : nowMs < 800 * S ? 300 * S : 1_600 * S)];
  };
  const said = stage.look([0, 3_000], twice, ["a"]);
  const isBack = "extended a~h1 at 800";
  assert.deepEqual(said, ["opened a~h1 at 420", isBack, "closed a~h1 at 920", "opened a~h1 at 1720"]);
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
  Deno.test(`AgentWatch does not call ${what}`, () => assert.deepEqual(new Stage().look([0, 900], seen), []));
}

Deno.test("AgentWatch gives each agent its time again after nobody could be heard, as while the store was away", () => {
  const stage = new Stage();
  stage.look([0, 300], (nowMs) => [beat("x", "a", nowMs)]);
  const late = (nowMs: number) => [beat("x", "a", nowMs < 4_060 * S ? 300 * S : nowMs)];
  assert.deepEqual(stage.look([4_000, 4_900], late), []);
});

Deno.test("AgentWatch goes on with what was open before a restart, and calls it no second time", () => {
  const first = new Stage();
  first.look([0, 410], stopped);
  const [called] = first.watch.take(stopped(420 * S), 420 * S);
  assert.ok(called?.kind === "opened");
  const { title, text } = describeEpisode(called.episode, { windowMs: 2_000, savedMs: 0, template: () => undefined });
  assert.equal(title, "No word from the agent of a");
  assert.match(text, /^agent on h1: no heartbeats for 2 min, so that nothing is known of a/);
  const book = new IncidentBook();
  book.restore(first.book.statesOf("a"));
  const second = new Stage(book);
  assert.deepEqual(second.look([430, 600], stopped), []);
  const back = (nowMs: number) => [beat("x", "a", nowMs), beat("x", "b", nowMs)];
  const isBack = "extended a~h1+b~h1 at 610";
  assert.deepEqual(second.look([610, 800], back, ["a"]), [isBack, isBack, "closed a~h1+b~h1 at 730"]);
});

Deno.test("AgentWatch takes an agent that is away for a day for gone, though no window of its source passes", () => {
  const said = new Stage().look([0, 90_000], (nowMs) => [beat("x", "a", Math.min(nowMs, 300 * S))]);
  assert.deepEqual(said, ["opened a~h1 at 420", "closed a~h1, adopted at 86820"]);
});

const ENTRY: LedgerEntry = {
  ...{ id: "m", kind: "mute", source: "a", untilMs: null, author: "", comment: "", createdMs: 0, revokedMs: null },
};

Deno.test("AgentWatch tells nobody of what is muted, and ends what is muted later, or accepted", () => {
  const stage = new Stage();
  stage.book.ledger = new Ledger([ENTRY]);
  assert.deepEqual(stage.look([0, 900], stopped), ["muted a at 420", "opened b~h1 at 420"]);
  stage.book.ledger = new Ledger([ENTRY, { ...ENTRY, source: "b" }]);
  assert.deepEqual(stage.look([910, 920], stopped), ["closed b~h1 at 910"]);
  const accepting = new Stage();
  accepting.look([0, 900], stopped);
  const accept = { ...ENTRY, kind: "accept", source: undefined, createdMs: 900 * S } as const;
  accepting.book.ledger = new Ledger([accept]);
  assert.deepEqual(accepting.look([910, 920], stopped), ["closed a~h1+b~h1, adopted at 910"]);
});
