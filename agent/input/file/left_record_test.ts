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

Deno.test("Tailer gives a line that may go on though its log is truncated at any moment of the look that finds its copy, it is killed, and the copy compressed", async () => {
  using calls = new FileCalls();
  for (let moment = 0, isOver = false; !isOver; moment++) {
    await withFolder(async (folder) => {
      const log = new NumberedLog(join(folder, "app.log"));
      log.write(40);
      const run = new Run(log.path);
      run.poll(10);
      run.poll(1_500);
      await log.later();
      log.write(5);
      run.poll(990);
      Deno.copyFileSync(log.path, log.at("-20260301"));
      let left = moment;
      const truncate = () => {
        if (left-- === 0) Deno.truncateSync(log.path);
      };
      calls.during(() => run.poll(20), truncate);
      run.kill();
      await log.later();
      const { atime, mtime } = Deno.statSync(log.at("-20260301"));
      Deno.writeFileSync(log.at("-20260301.gz"), gzipSync(Deno.readFileSync(log.at("-20260301"))));
      Deno.utimeSync(log.at("-20260301.gz"), atime!, mtime!);
      Deno.removeSync(log.at("-20260301"));
      isOver = left >= 0;
      if (isOver) Deno.truncateSync(log.path);
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
