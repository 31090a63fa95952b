import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import type { CounterPoint } from "../core/counter_batch.ts";
import type { AgentOptions } from "./agent_options.ts";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble, type Fate } from "./testing/api_double.ts";
import { MortalAgent } from "./testing/crash.ts";
import { JumpingClock } from "./testing/jumping_clock.ts";
import { withFolder } from "./testing/with_folder.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Older than the history is counted. */
const OLD = new Date(Date.now() - 8 * DAY_MS).toISOString();
/** Start of the first minute that the logs here tell of: two days ago. */
const START_MS = Math.floor((Date.now() - 2 * DAY_MS) / MINUTE_MS) * MINUTE_MS;
const HISTORY = { historyMs: 7 * DAY_MS, slotMs: 20, windowMs: 40 } satisfies Partial<AgentOptions>;

/** A line every 10 s of these minutes. */
function minutes(from: number, to: number, text = "user logged in id="): string {
  return Array.from({ length: (to - from) * 6 }, (_, i) => {
    return `${new Date(START_MS + from * MINUTE_MS + i * 10_000).toISOString()} INFO ${text}${i}\n`;
  }).join("");
}

/** Lines of each minute of the past. */
function past(api: ApiDouble): Record<number, number> {
  const points = [...api.counters.values()].filter(({ mode }) => mode === "history");
  const ofMinute = Map.groupBy(points, ({ slotMs }) => (slotMs - START_MS) / MINUTE_MS);
  const sum = (of: CounterPoint[]) => of.reduce((lines, { count }) => lines + count, 0);
  return Object.fromEntries([...ofMinute].sort(([a], [b]) => a - b).map(([minute, of]) => [minute, sum(of)]));
}

/** As `past`, where each of these minutes is there once. */
function whole(from: number, to: number): Record<number, number> {
  return Object.fromEntries(Array.from({ length: to - from }, (_, i) => [from + i, 6]));
}

Deno.test("runAgent() counts what a file holds by the time in its lines, then goes on live", () =>
  withFolder(async (folder) => {
    const file = join(folder, "app.log"), stateFolder = join(folder, "state");
    Deno.writeTextFileSync(file, `no time yet\n${OLD} INFO user logged in id=7\n${minutes(0, 300)}`);
    const api = new ApiDouble();
    // A line that a busy machine reads later than a window after it was written is no live one.
    await using agent = new RunningAgent(api, { files: [file], stateFolder, ...HISTORY, windowMs: 10_000 });
    await until(() => agent.of("backlogDone").length > 0);
    Deno.writeTextFileSync(file, `${new Date().toISOString()} WARN disk full\n`, { append: true });
    await until(() => api.lines({ mode: "live" }) === 1);
    assert.deepEqual(past(api), whole(0, 300));
    assert.equal(api.lines({ mode: "backlog" }), 2);
    assert.deepEqual(agent.of("backlogDone")[0]!.undated, { tooOld: 1, untimed: 1 });
    const texts = [...api.templates.values()].map(({ text, initial }) => [text, initial]);
    assert.deepEqual(texts.filter(([, initial]) => !initial), [["disk full", false]]);
    const login = [...api.templates.values()].find(({ text }) => text.startsWith("user"))!;
    assert.equal(login.firstSeenMs, START_MS);
    const summary = await agent.stop();
    assert.deepEqual([summary.read, summary.counted], [1_803, 1_803]);
  }));

Deno.test("runAgent() counts by their own time lines that are written while the past is read, however long that takes", () =>
  withFolder(async (folder) => {
    const file = join(folder, "app.log"), stateFolder = join(folder, "state");
    Deno.writeTextFileSync(file, minutes(0, 1_000));
    const clock = new JumpingClock();
    const api = new ApiDouble(() => clock.now());
    const options = { files: [file], stateFolder, clock, ratePerSecond: 6_000, ...HISTORY };
    await using agent = new RunningAgent(api, options);
    await until(() => api.lines() > 0);
    clock.jumpMs = 30_000;
    const writtenMs = clock.now() - 10_000;
    Deno.writeTextFileSync(file, `${new Date(writtenMs).toISOString()} WARN disk full\n`, { append: true });
    await until(() => agent.of("backlogDone").length > 0 && api.lines() === 6_001);
    const modes = ["history", "backlog", "live"].map((mode) => api.lines({ mode }));
    assert.deepEqual(modes, [6_001, 0, 0]);
    assert.deepEqual(agent.of("backlogDone")[0]!.undated, { tooOld: 0, untimed: 0 });
    assert.ok([...api.counters.values()].some(({ slotMs }) => slotMs === Math.floor(writtenMs / 20) * 20));
    await agent.stop();
  }));

Deno.test("runAgent() reads rotated files first, the oldest first, but none that is too old or followed for itself", () =>
  withFolder(async (folder) => {
    const at = (name: string) => join(folder, name);
    Deno.writeFileSync(at("app.log.3.gz"), gzipSync(minutes(0, 10)));
    Deno.writeFileSync(at("app.log.2.gz"), gzipSync(`${minutes(10, 20)}${minutes(20, 21).trimEnd()}`));
    Deno.writeTextFileSync(at("app.log.1"), minutes(21, 30));
    Deno.writeTextFileSync(at("app.log"), minutes(30, 40));
    Deno.writeTextFileSync(at("app.log.4"), minutes(100, 110));
    Deno.utimeSync(at("app.log.4"), new Date(0), new Date(Date.now() - 8 * DAY_MS));
    Deno.writeTextFileSync(at("app.log.5"), minutes(200, 201));
    const files = [at("app.log"), at("app.log.5")];
    const api = new ApiDouble();
    const options = { files, stateFolder: at("state"), untilEof: true, ...HISTORY };
    assert.equal((await new RunningAgent(api, options).done).counted, 246);
    assert.deepEqual(past(api), { ...whole(0, 40), ...whole(200, 201) });
    assert.equal(api.lines({ source: "app.log.5" }), 6);
    assert.equal((await new RunningAgent(api, options).done).lines, 0, "nothing is read again");
  }));

Deno.test("runAgent() takes a copy of the log that lies beside it at the first start for no past of its own", () =>
  withFolder(async (folder) => {
    const at = (name: string) => join(folder, name);
    Deno.writeTextFileSync(at("app.log.2"), minutes(0, 10));
    Deno.writeTextFileSync(at("app.log"), minutes(10, 30));
    for (const name of ["app.log.1", "app.log-20260101"]) Deno.copyFileSync(at("app.log"), at(name));
    Deno.writeTextFileSync(at("app.log"), minutes(30, 40), { append: true });
    const api = new ApiDouble();
    const options = { files: [at("app.log")], stateFolder: at("state"), untilEof: true, ...HISTORY };
    assert.equal((await new RunningAgent(api, options).done).counted, 240);
    assert.deepEqual(past(api), whole(0, 40));
    assert.equal((await new RunningAgent(api, options).done).lines, 0);
  }));

Deno.test("runAgent() knows a file's past for such though it is rotated before that is read", () =>
  withFolder(async (folder) => {
    const at = (name: string) => join(folder, name);
    Deno.writeTextFileSync(at("app.log.1"), minutes(0, 300));
    Deno.writeTextFileSync(at("app.log"), minutes(300, 600));
    const api = new ApiDouble();
    const options = { files: [at("app.log")], ratePerSecond: 6_000, ...HISTORY };
    const agent = new MortalAgent(api, folder, options);
    await until(() => api.lines() > 0);
    Deno.renameSync(at("app.log.1"), at("app.log.2"));
    Deno.renameSync(at("app.log"), at("app.log.1"));
    Deno.writeTextFileSync(at("app.log"), `${new Date().toISOString()} WARN disk full\n`);
    await until(() => agent.agent.of("rotated").length > 0);
    await agent.killAndRestart();
    await until(() => api.lines() === 3_601);
    await agent.stopAndRestart({ untilEof: true });
    assert.equal((await agent.agent.done).counted, 3_601);
    assert.deepEqual(past(api), whole(0, 600));
    const texts = [...api.templates.values()].map(({ text, initial }) => [text, initial]);
    assert.deepEqual(texts.filter(([, initial]) => !initial), [["disk full", false]]);
  }));

Deno.test("runAgent() leaves rotated files alone without history, and from the end", () =>
  withFolder(async (folder) => {
    Deno.writeTextFileSync(join(folder, "app.log.1"), minutes(0, 10));
    Deno.writeTextFileSync(join(folder, "app.log"), minutes(10, 20));
    const run = async (name: string, options: Partial<AgentOptions>) => {
      const api = new ApiDouble();
      const agent = { files: [join(folder, "app.log")], stateFolder: join(folder, name), untilEof: true };
      await new RunningAgent(api, { ...agent, ...options }).done;
      return [api.lines({ mode: "backlog" }), api.lines({ mode: "history" })];
    };
    assert.deepEqual(await run("none", {}), [60, 0]);
    assert.deepEqual(await run("end", { ...HISTORY, from: "end" }), [0, 0]);
  }));

type Trouble = { readonly waitMs: number; readonly how: "kill" | "stop"; readonly fates: readonly Fate[] };

const trouble: fc.Arbitrary<Trouble> = fc.record({
  waitMs: fc.integer({ min: 0, max: 60 }),
  how: fc.constantFrom("kill" as const, "stop" as const),
  fates: fc.array(fc.constantFrom<Fate>("answerLost", "requestLost"), { maxLength: 2 }),
});

Deno.test("runAgent() has each line of the past counted once in its minute, whatever is killed, lost or rotated when", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(trouble, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (troubles, rotates) =>
        withFolder(async (folder) => {
          const at = (name: string) => join(folder, name);
          Deno.writeFileSync(at("app.log.2.gz"), gzipSync(minutes(0, 400)));
          Deno.writeTextFileSync(at("app.log.1"), minutes(400, 900));
          Deno.writeTextFileSync(at("app.log"), minutes(900, 1_300));
          const api = new ApiDouble();
          const fates: Fate[] = [];
          api.fate = () => fates.shift() ?? "ok";
          const options = { files: [at("app.log")], ratePerSecond: 40_000, ...HISTORY };
          const agent = new MortalAgent(api, folder, options);
          await until(() => api.messages.some(({ batch }) => batch !== null));
          for (const { waitMs, how, fates: next } of troubles) {
            fates.push(...next);
            await new Promise((resolve) => setTimeout(resolve, waitMs));
            if (how === "kill") await agent.killAndRestart();
            else await agent.stopAndRestart();
          }
          if (rotates) {
            for (const [from, to] of [["app.log.2.gz", "app.log.3.gz"], ["app.log.1", "app.log.2"]]) {
              Deno.renameSync(at(from), at(to));
            }
          }
          await agent.stopAndRestart({ untilEof: true, ratePerSecond: undefined });
          const summary = await agent.agent.done;
          assert.deepEqual([summary.read, summary.counted], [7_800, 7_800]);
          assert.deepEqual(past(api), whole(0, 1_300));
          assert.ok([...api.templates.values()].every(({ initial }) => initial));
        }),
    ),
    { numRuns: 12 },
  );
});
