import assert from "node:assert/strict";
import type { LedgerEntry } from "../../ledger_entry.ts";
import { openEpisode } from "../episode.ts";
import { MutedEpisodes } from "../muted_episodes.ts";
import { Ledger } from "./ledger.ts";

const ENTRY: LedgerEntry = {
  ...{ id: "m", kind: "mute", untilMs: null, author: "", comment: "", createdMs: 100, revokedMs: null },
};
const SUBJECT = { kind: "spike", source: "web", template: "t" };

const CASES: readonly (readonly [Partial<LedgerEntry>, number, boolean])[] = [
  [{}, 200, true],
  [{ source: "web" }, 200, true],
  [{ source: "db" }, 200, false],
  [{ template: "t", anomalyKind: "spike" }, 200, true],
  [{ template: "*" }, 200, false],
  [{ anomalyKind: "drop" }, 200, false],
  [{ untilMs: 200 }, 199, true],
  [{ untilMs: 200 }, 200, false],
  [{ revokedMs: 150 }, 200, false],
  [{ revokedMs: 150 }, 120, true],
  [{ kind: "accept" }, 200, false],
];

for (const [entry, atMs, isMuted] of CASES) {
  Deno.test(`Ledger.muteOf() is ${isMuted} by ${JSON.stringify(entry)} at ${atMs}`, () => {
    assert.equal(new Ledger([{ ...ENTRY, ...entry }]).muteOf(SUBJECT, atMs) !== null, isMuted);
  });
}

Deno.test("Ledger.acceptances are those that hold, the earliest first", () => {
  const accept = { ...ENTRY, kind: "accept" } as const;
  const entries = [{ ...accept, id: "b", createdMs: 9 }, { ...accept, id: "a", createdMs: 5 }];
  const undone = { ...accept, id: "c", revokedMs: 7 };
  assert.deepEqual(new Ledger([...entries, undone, ENTRY]).acceptances.map(({ id }) => id), ["a", "b"]);
});

Deno.test("MutedEpisodes keeps an episode quiet from its first window to its last", () => {
  const figures = { startMs: 0, endMs: 2000, actual: 9, expected: 1, threshold: 3, score: 9 };
  const episode = openEpisode({ kind: "frequency", source: "web", template: "*", ...figures });
  const muted = new MutedEpisodes();
  const ledger = new Ledger([{ ...ENTRY, source: "web" }]);
  assert.deepEqual(muted.filter({ kind: "opened", episode }, ledger).map(({ kind }) => kind), ["muted"]);
  assert.deepEqual(muted.filter({ kind: "extended", episode }, ledger).map(({ kind }) => kind), ["muted"]);
  assert.deepEqual(muted.filter({ kind: "closed", episode }, ledger), []);
  const heard = { kind: "opened", episode } as const;
  assert.deepEqual(muted.filter(heard, new Ledger()), [heard]);
  assert.deepEqual(muted.filter({ ...heard, kind: "closed" }, new Ledger()), [{ ...heard, kind: "closed" }]);
});
