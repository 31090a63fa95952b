import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ruleOf } from "../../../core/mining/records/record_rule.ts";
import { FileCalls } from "../../testing/file_calls.ts";
import { LinesSink } from "../../testing/lines_sink.ts";
import { NumberedLog } from "../../testing/numbered_log.ts";
import { withFolder } from "../../testing/with_folder.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { FileClaims } from "./file_claims.ts";
import { Tailer } from "./tailer.ts";

/** Reads a log whose last line may go on until a second has passed. */
class Run {
  nowMs = 1_000_000;
  readonly lines: string[] = [];
  #marks: FileCheckpoint[] = [];
  #claims!: FileClaims;
  #tailer!: Tailer;
  #sink = new LinesSink();
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    this.start();
  }

  start(): void {
    this.#claims = new FileClaims(this.#marks);
    this.#sink = new LinesSink();
    const how = { source: "app.log", from: "beginning", windowMs: 2_000, claims: this.#claims } as const;
    const openRule = () => ruleOf(() => false);
    this.#tailer = new Tailer({ ...how, path: this.#path, openRule, onEvent: () => {} }, this.nowMs);
  }

  poll(afterMs: number): void {
    this.nowMs += afterMs;
    this.#tailer.poll(this.nowMs, Infinity, this.#sink);
  }

  /** What was given is durable; then it is killed. */
  kill(): void {
    this.#marks = structuredClone([...this.#claims.left, ...this.#tailer.marks()]);
    this.lines.push(...this.#sink.lines);
    this.#tailer.close();
  }
}

interface Case {
  readonly name: string;
  /** Whether a copy is there before. */
  readonly isCopied: boolean;
  readonly act: (log: NumberedLog) => void;
  /** Each of so many moments is tried. */
  readonly every: number;
}

const COPY = "-20260301";

const CASES: readonly Case[] = [
  { name: "truncated beside its copy", isCopied: true, act: ({ path }) => Deno.truncateSync(path), every: 1 },
  { name: "edited beside its copy", isCopied: true, act: edit, every: 9 },
  {
    name: "written and edited",
    isCopied: false,
    act(log) {
      log.write(6);
      edit(log);
    },
    every: 9,
  },
];

for (const { name, isCopied, act, every } of CASES) {
  Deno.test(`Tailer gives a line that may go on once though its log is ${name} at any moment of a look, it is killed, and the copy compressed`, async () => {
    using calls = new FileCalls();
    for (let moment = 0, isOver = false; !isOver; moment += every) {
      await withFolder(async (folder) => {
        const log = new NumberedLog(join(folder, "app.log"));
        log.write(40);
        const run = new Run(log.path);
        run.poll(10);
        run.poll(1_500);
        await log.later();
        log.write(5);
        run.poll(990);
        if (isCopied) Deno.copyFileSync(log.path, log.at(COPY));
        await log.later();
        let left = moment;
        calls.during(() => run.poll(20), () => {
          if (left-- === 0) act(log);
        });
        run.kill();
        await log.later();
        if (isCopied) compress(log.at(COPY));
        isOver = left >= 0;
        if (isOver) act(log);
        log.write(3);
        run.start();
        for (const ms of [10, 10, 1_500, 2_500, 6_000]) {
          for (let i = 0; i < 3; i++) {
            run.poll(ms);
            await new Promise((resolve) => setTimeout(resolve, 0));
          }
        }
        run.kill();
        const numbers = run.lines.map((line) => Number(/^request (\d+)/.exec(line)![1])).sort((a, b) => a - b);
        assert.deepEqual(numbers, Array.from({ length: log.written }, (_, i) => i), `moment ${moment}`);
      });
    }
  });
}

/** As `sed -i` does. */
function edit(log: NumberedLog): void {
  const lines = Deno.readTextFileSync(log.path).split("\n");
  Deno.writeTextFileSync(log.at(".tmp"), lines.with(10, `${lines[10]} or so`).join("\n"));
  Deno.renameSync(log.at(".tmp"), log.path);
}

/** As gzip does it. */
function compress(path: string): void {
  const { atime, mtime } = Deno.statSync(path);
  Deno.writeFileSync(`${path}.gz`, gzipSync(Deno.readFileSync(path)));
  Deno.utimeSync(`${path}.gz`, atime!, mtime!);
  Deno.removeSync(path);
}
