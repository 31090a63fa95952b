import assert from "node:assert/strict";
import { join } from "node:path";
import { type OpenRule, ruleOf } from "../../../core/mining/records/record_rule.ts";
import { seededBelow } from "../../../core/shuffled.ts";
import type { Loss } from "../../../core/loss.ts";
import { FileCalls } from "../../testing/file_calls.ts";
import { LinesSink } from "../../testing/lines_sink.ts";
import { type RotationRule, rotationSteps } from "../../testing/rotation.ts";
import { withFolder } from "../../testing/with_folder.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { FileClaims } from "./file_claims.ts";
import { Tailer } from "./tailer.ts";

const RULES: readonly RotationRule[] = (["rename", "copytruncate", "renamecopy"] as const).flatMap((how) =>
  ([undefined, "now", "later"] as const).flatMap((compress) =>
    [undefined, "old"].flatMap((oldFolder) => [false, true].map((isDated) => ({ how, compress, oldFolder, isDated })))
  )
);
const TURNS = 40;
interface Durable {
  readonly lines: readonly string[];
  readonly losses: readonly Loss[];
  readonly marks: readonly FileCheckpoint[];
}

/** As much happens under one poll at most. */
const MOST_UNDER_POLL = 15;

/** A log that is written and rotated, at times while its tailer, which may hold the last line back for a second, looks at files. Each change of a file has a time of its own, and so has that of a folder: what is looked at goes by no other clock. */
class Scene {
  losses: Loss[] = [];
  readonly sink = new LinesSink();
  readonly #path: string;
  readonly #rule: RotationRule;
  readonly #below: (n: number) => number;
  readonly #openRule: OpenRule | undefined;
  #claims!: FileClaims;
  #tailer!: Tailer;
  /** What was counted up to the checkpoint that is on the disk. */
  #durable: Durable = { lines: [], losses: [], marks: [] };
  /** No inode is taken again within the millisecond in which it was freed. */
  readonly #inodes = new DisposableStack();
  #rotation: Iterator<string, void> | undefined;
  #rotations = 0;
  #isPaused = false;
  #written = 0;
  #nowMs = 1_700_000_000_000;

  constructor(folder: string, rule: RotationRule, below: (n: number) => number) {
    const path = this.#path = join(folder, "app.log");
    this.#rule = rule;
    this.#below = below;
    this.#change(() => Deno.writeTextFileSync(path, ""));
    this.#openRule = below(2) === 0 ? undefined : () => ruleOf(() => false);
    this.#start();
    this.checkpoint();
  }

  get written(): number {
    return this.#written;
  }

  /** Lets something happen, or has the tailer look while much does. */
  turn(calls: FileCalls, everyCalls: number): void {
    if (this.#below(2) === 0) return this.#happen();
    this.#nowMs += this.#below(60);
    let left = this.#below(MOST_UNDER_POLL);
    calls.during(() => this.#poll(), () => {
      if (this.#below(everyCalls) === 0 && left-- > 0) this.#happen();
    });
  }

  /** Makes what was given durable. */
  checkpoint(): void {
    const marks = structuredClone([...this.#claims.left, ...this.#tailer.marks()]);
    this.#durable = { lines: [...this.sink.lines], losses: [...this.losses], marks };
  }

  /** Forgets what came since the last checkpoint, and goes on from there after some time, in which, and while it starts, much happens. */
  kill(calls: FileCalls, everyCalls: number): void {
    this.#tailer.close();
    for (let left = this.#below(12); left > 0; left--) this.#happen();
    this.sink.take();
    this.sink.lines.push(...this.#durable.lines);
    this.losses = [...this.#durable.losses];
    let left = this.#below(MOST_UNDER_POLL);
    calls.during(() => this.#start(), () => {
      if (this.#below(everyCalls) === 0 && left-- > 0) this.#happen();
    });
  }

  #start(): void {
    this.#claims = new FileClaims(this.#durable.marks);
    const onLost = (loss: Loss) => this.losses.push(loss);
    const how = { source: "app.log", from: "beginning", windowMs: 2_000, claims: this.#claims } as const;
    const options = { path: this.#path, ...how, openRule: this.#openRule, onEvent: () => {}, onLost };
    this.#tailer = new Tailer(options, this.#nowMs);
  }

  /** Numbers of the lines that were given, once all that is there is read. */
  async settled(): Promise<number[]> {
    while (this.#rotation) this.#goOn(this.#rotation);
    for (const ms of [10, 10, 3_000, 10, 6_000, 10]) {
      this.#nowMs += ms;
      for (let i = 0; i < 5 || this.#tailer.lagBytes() > 0; i++) {
        this.#poll();
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
    }
    return this.sink.lines.map((line) => Number(/^line (\d+) /.exec(line)?.[1]));
  }

  [Symbol.dispose](): void {
    this.#tailer.close();
    this.#inodes.dispose();
  }

  #poll(): void {
    this.#tailer.poll(this.#nowMs, Infinity, this.sink);
  }

  #happen(): void {
    this.#nowMs += this.#below(20) === 0 ? 900 : this.#below(30);
    if (!this.#rotation && this.#below(3) === 0) this.#rotation = this.#begin();
    if (this.#rotation && (this.#isPaused || this.#below(5) > 0)) this.#goOn(this.#rotation);
    else this.#write();
  }

  #begin(): Iterator<string, void> {
    return rotationSteps(this.#path, this.#rule, 100_000 + this.#rotations++);
  }

  /** Who writes waits between the copy and the truncation, and goes on in a new file where the log was renamed. */
  #goOn(rotation: Iterator<string, void>): void {
    const { value } = this.#change(() => rotation.next());
    if (value === "copying") this.#isPaused = true;
    if (value === "renamed") this.#change(() => Deno.writeTextFileSync(this.#path, ""));
    if (value === "truncated") this.#isPaused = false;
    if (value === undefined) this.#rotation = undefined;
  }

  #write(): void {
    const lines = Array.from(
      { length: 1 + this.#below(12) },
      () => `line ${this.#written++} of a log that says the same again and again, in sixty characters or so\n`,
    );
    this.#change(() => Deno.writeTextFileSync(this.#path, lines.join(""), { append: true }));
  }

  /** Sets the times of what was changed to the scene's. */
  #change<T>(work: () => T): T {
    const before = timesIn(join(this.#path, ".."));
    const result = work();
    const at = new Date(this.#nowMs);
    for (const [path, ms] of timesIn(join(this.#path, ".."))) {
      if (ms <= this.#nowMs || ms === before.get(path)) continue;
      this.#inodes.use(Deno.openSync(path));
      Deno.utimeSync(path, at, at);
    }
    for (const folder of foldersIn(join(this.#path, ".."))) {
      if (Deno.statSync(folder).mtime!.getTime() > this.#nowMs) Deno.utimeSync(folder, at, at);
    }
    return result;
  }
}

/** A folder and those in it. */
function foldersIn(folder: string): string[] {
  const within = [...Deno.readDirSync(folder)].filter(({ isDirectory }) => isDirectory);
  return [folder, ...within.flatMap(({ name }) => foldersIn(join(folder, name)))];
}

function timesIn(folder: string): Map<string, number> {
  const entries = [...Deno.readDirSync(folder)].map(({ name, isDirectory }) => ({
    path: join(folder, name),
    isDirectory,
  }));
  const within = entries.filter(({ isDirectory }) => isDirectory).flatMap(({ path }) => [...timesIn(path)]);
  const files = entries.filter(({ isDirectory }) => !isDirectory);
  return new Map([...within, ...files.map(({ path }) => [path, Deno.statSync(path).mtime!.getTime()] as const)]);
}

const LAWS = RULES.flatMap((rule) => [false, true].map((isKilled) => ({ rule, isKilled })));

for (const { rule, isKilled } of LAWS) {
  const { how, compress = "never", oldFolder, isDated } = rule;
  const name = `${how}, compressed ${compress}${oldFolder ? ", in a folder" : ""}${isDated ? ", dated" : ""}`;
  const what = isKilled ? "looks at files, and whenever it is killed" : "looks at files";
  Deno.test(`Tailer gives each line once, whatever comes between two of its ${what}: ${name}`, async () => {
    using calls = new FileCalls();
    for (let seed = 1; seed <= 5; seed++) {
      const below = seededBelow(seed);
      await withFolder(async (folder) => {
        using scene = new Scene(folder, rule, below);
        for (let turn = 0; turn < TURNS; turn++) {
          scene.turn(calls, 2 + 8 * below(3));
          if (isKilled && below(3) === 0) scene.checkpoint();
          else if (isKilled && below(7) === 0) scene.kill(calls, 2 + 8 * below(3));
        }
        const given = (await scene.settled()).sort((a, b) => a - b);
        assert.deepEqual(given, Array.from({ length: scene.written }, (_, i) => i), `seed ${seed}`);
        assert.deepEqual(scene.losses, [], `seed ${seed}`);
      });
    }
  });
}
