import assert from "node:assert/strict";
import type { ClosedWindow } from "../closed_window.ts";
import type { WindowSource } from "../window_source.ts";
import { line, type ScriptedLine, START_MS, WINDOW_MS } from "./scripted_lines.ts";

/** A source of windows on given lines, and what has to be disposed with it. */
export interface OpenedWindows extends AsyncDisposable {
  readonly windows: WindowSource;
}

/** Opens an adapter on what was logged; every source's reader began with its first line and has read up to its last. */
export type OpenWindows = (lines: readonly ScriptedLine[]) => Promise<OpenedWindows>;

/** Holds an adapter to the prose of `WindowSource`: one `Deno.test` a sentence. @param name put before each test's name. */
export function windowSourceContract(name: string, open: OpenWindows): void {
  for (const { sentence, check } of CASES) {
    Deno.test(`${name}: ${sentence}`, async () => {
      await check(open);
    });
  }
}

/** All windows that are given up to `untilWindow`, which every source has to reach. */
export async function readUpTo(windows: WindowSource, sources: number, untilWindow: number): Promise<ClosedWindow[]> {
  const stop = new AbortController();
  const read: ClosedWindow[] = [];
  const ended = new Set<string>();
  for await (const batch of windows.windows(stop.signal)) {
    read.push(...batch);
    for (const { source, endMs } of batch) if (endMs >= at(untilWindow)) ended.add(source);
    if (ended.size === sources) break;
  }
  stop.abort();
  return read;
}

function at(window: number): number {
  return START_MS + window * WINDOW_MS;
}

const LOGGED: readonly ScriptedLine[] = [
  line(0, "INFO user anna logged in", { second: 1 }),
  line(1, "INFO user bob logged in"),
  line(1, "ERROR disk sda1 is full", { second: 1 }),
  line(1, "FATAL disk sda2 is full", { second: 1 }),
  line(3, "WARN retrying in 5 s"),
  line(3, "INFO user carol logged in", { second: 1 }),
  line(4, "INFO user dora logged in", { second: 1 }),
];
const OTHER: readonly ScriptedLine[] = [
  line(0, "INFO job 17 done", { source: "app" }),
  line(4, "INFO job 18 done", { source: "app", second: 1 }),
];

interface Case {
  readonly sentence: string;
  readonly check: (open: OpenWindows) => Promise<void>;
}

const CASES: readonly Case[] = [
  {
    sentence: "a source's windows follow each other, from the first whole one after its first line, silent ones too",
    async check(open) {
      await using opened = await open(LOGGED);
      const windows = await readUpTo(opened.windows, 1, 5);
      assert.deepEqual(
        windows.map(({ startMs, endMs }) => [startMs, endMs]),
        [1, 2, 3, 4].map((i) => [at(i), at(i + 1)]),
      );
      assert.deepEqual(windows.map(({ total }) => total), [3, 0, 2, 1]);
      assert.deepEqual(windows.map(({ coverage }) => coverage), ["whole", "whole", "whole", "whole"]);
      assert.ok(windows.every(({ source, awaitsLine }) => source === "web" && !awaitsLine));
    },
  },
  {
    sentence: "windows of several sources come in order of time, then of names",
    async check(open) {
      await using opened = await open([...LOGGED, ...OTHER]);
      const windows = await readUpTo(opened.windows, 2, 5);
      assert.deepEqual(
        windows.map(({ source, startMs }) => [startMs, source]),
        [1, 2, 3, 4].flatMap((i) => [[at(i), "app"], [at(i), "web"]]),
      );
    },
  },
  {
    sentence:
      "a window counts its lines per template, in the order of ids, those of level error and above, and those of level fatal",
    async check(open) {
      await using opened = await open(LOGGED);
      const windows = await readUpTo(opened.windows, 1, 5);
      assert.deepEqual(windows.map(({ errors }) => [...errors.values()].reduce((a, b) => a + b, 0)), [2, 0, 0, 0]);
      assert.deepEqual(windows.map(({ fatals }) => [...fatals.values()]), [[1], [], [], []]);
      for (const { counts, total } of windows) {
        assert.equal([...counts.values()].reduce((sum, count) => sum + count, 0), total);
        assert.deepEqual([...counts.keys()], [...counts.keys()].sort());
      }
      const texts = [...windows[0]!.counts].map(([id, count]) =>
        `${count} ${opened.windows.template("web", id)?.text}`
      );
      assert.deepEqual(texts.sort(), ["1 user <*> logged in", "2 disk sda<*> is full"]);
    },
  },
  {
    sentence:
      "each template arrives once, a replaced one as its survivor, with the first window that ends after its first line",
    async check(open) {
      await using opened = await open(LOGGED);
      const windows = await readUpTo(opened.windows, 1, 5);
      const arrivals = windows.map(({ arrivals }) =>
        arrivals.map(({ template }) => opened.windows.template("web", template)?.text).sort()
      );
      assert.deepEqual(arrivals, [
        ["disk sda<*> is full", "user <*> logged in", "user <*> logged in"],
        [],
        ["retrying in <*> s"],
        [],
      ]);
      const first = windows.flatMap(({ arrivals }) => arrivals).map(({ firstSeenMs }) =>
        Math.floor(firstSeenMs / 1000)
      );
      assert.deepEqual(first.sort(), [at(0) + 1000, at(1), at(1) + 1000, at(3)].map((ms) => ms / 1000));
    },
  },
  {
    sentence: "counts and arrivals name no template that was replaced",
    async check(open) {
      await using opened = await open(LOGGED);
      for (const { counts, arrivals, lineage } of await readUpTo(opened.windows, 1, 5)) {
        for (const id of [...counts.keys(), ...arrivals.map(({ template }) => template)]) {
          assert.ok(!lineage.has(id), id);
        }
      }
    },
  },
  {
    sentence: "what is given but not acknowledged comes again, with the same lines, and its templates arrive again",
    async check(open) {
      await using opened = await open([...LOGGED, ...OTHER]);
      const first = await readUpTo(opened.windows, 2, 5);
      assert.deepEqual((await readUpTo(opened.windows, 2, 5)).map(told), first.map(told));
    },
  },
  {
    sentence: "a restart goes on at what is acknowledged, each source for itself",
    async check(open) {
      await using opened = await open([...LOGGED, ...OTHER]);
      const first = await readUpTo(opened.windows, 2, 5);
      await opened.windows.acknowledge(new Map([["web", at(3)]]));
      const second = await readUpTo(opened.windows, 2, 5);
      const left = first.filter(({ source, startMs }) => source === "app" || startMs >= at(3));
      assert.deepEqual(second.map(told).map(withoutArrivals), left.map(told).map(withoutArrivals));
      const arrived = second.filter(({ source }) => source === "web").map(({ arrivals }) => arrivals.length);
      assert.deepEqual(arrived, [4, 0], "all of before arrive with the first");
    },
  },
  {
    sentence: "acknowledging before the first call says where a source begins; what nobody covered is unknown",
    async check(open) {
      await using opened = await open(LOGGED);
      await opened.windows.acknowledge(new Map([["web", at(-3)], ["never heard of", at(0)]]));
      const windows = await readUpTo(opened.windows, 1, 5);
      assert.equal(windows[0]!.startMs, at(-3));
      for (const [index, { startMs }] of windows.slice(1).entries()) assert.equal(startMs, windows[index]!.endMs);
      for (const { startMs, coverage } of windows) {
        assert.equal(coverage, startMs < at(0) ? "unknown" : startMs === at(0) ? "part" : "whole");
      }
      assert.deepEqual(windows.filter(({ total }) => total > 0).map(({ total }) => total), [1, 3, 2, 1]);
    },
  },
  {
    sentence: "the iteration ends when the signal aborts, and gives nothing where it has aborted before",
    async check(open) {
      await using opened = await open(LOGGED);
      const stop = new AbortController();
      let batches = 0;
      for await (const _ of opened.windows.windows(stop.signal)) {
        batches++;
        stop.abort();
      }
      assert.equal(batches, 1);
      for await (const _ of opened.windows.windows(stop.signal)) assert.fail("a batch after the end");
    },
  },
];

/** All that is said of a window, but for when it was known. */
export function told({ behindMs: _, lineage, ...window }: ClosedWindow) {
  return { ...window, lineage: [...lineage].sort(), counts: [...window.counts] };
}

function withoutArrivals({ arrivals: _, ...window }: ReturnType<typeof told>) {
  return window;
}
