import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import type { Loss } from "../../../core/loss.ts";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { LinesSink } from "../../testing/lines_sink.ts";
import { rotate, type RotationRule } from "../../testing/rotation.ts";
import { withFolder } from "../../testing/with_folder.ts";
import { FileClaims } from "./file_claims.ts";
import { Tailer } from "./tailer.ts";

const RULES: readonly RotationRule[] = (["rename", "copytruncate", "renamecopy"] as const).flatMap((how) =>
  ([undefined, "now", "later"] as const).flatMap((compress) =>
    [undefined, "old"].flatMap((oldFolder) => [false, true].map((isDated) => ({ how, compress, oldFolder, isDated })))
  )
);

type Step =
  | { readonly kind: "write"; readonly lines: number }
  | { readonly kind: "rotate" | "linger" | "reopen" | "poll" | "checkpoint" | "kill" | "stop" | "start" }
  | { readonly kind: "wait"; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("write" as const), lines: fc.integer({ min: 1, max: 40 }) }) },
  { weight: 4, arbitrary: fc.constant({ kind: "rotate" as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: "linger" as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: "reopen" as const }) },
  { weight: 4, arbitrary: fc.constant({ kind: "poll" as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: "checkpoint" as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: "kill" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "stop" as const }) },
  { weight: 4, arbitrary: fc.constant({ kind: "start" as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.constantFrom(100, 3_000, 6_000) }) },
);

/** A log, who writes it, and a tailer that is killed and started again. */
class Scene {
  readonly losses: Loss[] = [];
  readonly #path: string;
  readonly #rule: RotationRule;
  #written = 0;
  #rotations = 0;
  /** What was counted up to the checkpoint that is on the disk. */
  #durable: { lines: string[]; marks: FileCheckpoint[] } = { lines: [], marks: [] };
  #sink = new LinesSink();
  #claims = new FileClaims();
  #tailer: Tailer | undefined;
  #lingering: Deno.FsFile | undefined;
  #nowMs = Date.now();

  constructor(folder: string, rule: RotationRule) {
    Deno.mkdirSync(join(folder, "logs"));
    this.#path = join(folder, "logs", "app.log");
    this.#rule = rule;
  }

  async perform(step: Step): Promise<void> {
    if (step.kind === "write") this.#write(step.lines);
    if (step.kind === "rotate") await this.#rotate(false);
    if (step.kind === "linger") await this.#rotate(this.#rule.compress !== "now" && this.#rule.how === "rename");
    if (step.kind === "reopen") this.#reopen();
    if (step.kind === "poll") await this.#poll();
    if (step.kind === "checkpoint") this.#checkpoint();
    if (step.kind === "kill") this.#end();
    if (step.kind === "stop") this.#stop();
    if (step.kind === "start") this.#start();
    if (step.kind === "wait") this.#nowMs += step.ms;
  }

  /** Numbers of the lines that were counted, once all that is there is read. */
  async settled(): Promise<number[]> {
    this.#start();
    for (const ms of [0, 3_000, 6_000, 0]) {
      this.#nowMs += ms;
      await this.#poll();
    }
    this.#stop();
    return this.#durable.lines.map((line) => Number(/^line (\d+) /.exec(line)?.[1]));
  }

  get written(): number {
    return this.#written;
  }

  [Symbol.dispose](): void {
    this.#tailer?.close();
    this.#reopen();
  }

  #write(count: number): void {
    const lines = Array.from(
      { length: count },
      () => `line ${this.#written++} of a log that says the same again and again, in sixty characters or so\n`,
    );
    if (this.#lingering) this.#lingering.writeSync(new TextEncoder().encode(lines.join("")));
    else Deno.writeTextFileSync(this.#path, lines.join(""), { append: true });
  }

  /** Where the writer `lingers`, it goes on with the renamed file until it reopens the path. */
  async #rotate(lingers: boolean): Promise<void> {
    this.#reopen();
    if (!exists(this.#path)) return;
    await new Promise((resolve) => setTimeout(resolve, 6));
    if (lingers) this.#lingering = Deno.openSync(this.#path, { append: true });
    rotate(this.#path, this.#rule, ++this.#rotations + 1_000);
    await new Promise((resolve) => setTimeout(resolve, 6));
  }

  #reopen(): void {
    this.#lingering?.close();
    this.#lingering = undefined;
  }

  #start(): void {
    if (this.#tailer) return;
    const { lines, marks } = this.#durable;
    this.#sink = new LinesSink();
    this.#sink.lines.push(...lines);
    this.#claims = new FileClaims(JSON.parse(JSON.stringify(marks)));
    const onLost = (loss: Loss) => this.losses.push(loss);
    const how = { source: "app.log", from: "beginning" as const, windowMs: 2_000, claims: this.#claims };
    this.#tailer = new Tailer({ path: this.#path, ...how, onEvent: () => {}, onLost }, this.#nowMs);
  }

  async #poll(): Promise<void> {
    for (let idle = 0; this.#tailer && (idle < 3 || this.#tailer.lagBytes() > 0); idle++) {
      this.#nowMs += 20;
      while (this.#tailer.poll(this.#nowMs, Infinity, this.#sink) > 0) idle = 0;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  #checkpoint(): void {
    if (!this.#tailer) return;
    const marks = [...this.#claims.left, ...this.#tailer.marks()];
    this.#durable = { lines: [...this.#sink.lines], marks };
  }

  #stop(): void {
    this.#checkpoint();
    this.#end();
  }

  #end(): void {
    this.#tailer?.close();
    this.#tailer = undefined;
  }
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

Deno.test("Tailer gives each line once, however a log is rotated, whenever it is killed", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...RULES),
      fc.array(step, { minLength: 5, maxLength: 30 }),
      (rule, steps) =>
        withFolder(async (folder) => {
          using scene = new Scene(folder, rule);
          await scene.perform({ kind: "start" });
          await scene.perform({ kind: "checkpoint" });
          for (const each of steps) await scene.perform(each);
          const counted = (await scene.settled()).sort((a, b) => a - b);
          assert.deepEqual(counted, Array.from({ length: scene.written }, (_, i) => i));
          assert.deepEqual(scene.losses, []);
        }),
    ),
    { numRuns: 40 },
  );
});
