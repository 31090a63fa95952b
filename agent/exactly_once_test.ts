import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { ApiDouble, type Fate } from "./testing/api_double.ts";
import { until } from "./testing/agent_runner.ts";
import { MortalAgent } from "./testing/crash.ts";
import { withFolder } from "./testing/with_folder.ts";

type Action =
  | { readonly kind: "append"; readonly file: number; readonly lines: number }
  | { readonly kind: "part"; readonly file: number }
  | { readonly kind: "rotate"; readonly file: number }
  | { readonly kind: "fates"; readonly fates: Fate[] }
  | { readonly kind: "wait"; readonly ms: number }
  | { readonly kind: "kill" }
  | { readonly kind: "stop" };

const file = fc.nat(1);
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("append" as const), file, lines: fc.integer({ min: 1, max: 60 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("part" as const), file }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("rotate" as const), file }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("fates" as const),
      fates: fc.array(fc.constantFrom<Fate>("answerLost", "requestLost"), { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 2, arbitrary: fc.constant({ kind: "kill" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "stop" as const }) },
);

/** Files that are written to, and how many lines each has been given. */
class Writer {
  readonly paths: string[];
  readonly written = [0, 0];
  readonly #begun = [false, false];
  #rotations = 0;

  constructor(folder: string) {
    this.paths = ["a.log", "b.log"].map((name) => join(folder, name));
    for (const path of this.paths) Deno.writeTextFileSync(path, "");
  }

  append(file: number, lines: number): void {
    const rest = this.#begun[file] ? " continued\n" : "";
    const text = Array.from({ length: lines }, (_, i) => `request ${i} served by worker ${this.written[file] + i}\n`);
    Deno.writeTextFileSync(this.paths[file], rest + text.join(""), { append: true });
    this.written[file] += lines;
    this.#begun[file] = false;
  }

  part(file: number): void {
    if (this.#begun[file]) return;
    Deno.writeTextFileSync(this.paths[file], "request of", { append: true });
    this.written[file]++;
    this.#begun[file] = true;
  }

  rotate(file: number): void {
    Deno.renameSync(this.paths[file], `${this.paths[file]}.${++this.#rotations}`);
    Deno.writeTextFileSync(this.paths[file], "");
    this.#begun[file] = false;
  }
}

async function perform(action: Action, writer: Writer, agent: MortalAgent, fates: Fate[]): Promise<void> {
  if (action.kind === "append") writer.append(action.file, action.lines);
  if (action.kind === "part") writer.part(action.file);
  if (action.kind === "rotate") writer.rotate(action.file);
  if (action.kind === "fates") fates.push(...action.fates);
  if (action.kind === "wait") await new Promise((resolve) => setTimeout(resolve, action.ms));
  if (action.kind === "kill") await agent.killAndRestart();
  if (action.kind === "stop") await agent.stopAndRestart();
}

Deno.test("runAgent() has each line counted once, whatever is lost, rotated or killed when", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 14 }), (actions) =>
      withFolder(async (folder) => {
        const writer = new Writer(folder);
        const api = new ApiDouble();
        const fates: Fate[] = [];
        api.fate = () => fates.shift() ?? "ok";
        const agent = new MortalAgent(api, folder, { files: writer.paths, slotMs: 10, windowMs: 20 });
        await until(() => agent.agent.of("started").length > 0 && api.messages.some((each) => each.batch !== null));
        for (const each of actions) await perform(each, writer, agent, fates);
        await agent.stopAndRestart({ untilEof: true });
        const summary = await agent.agent.done;
        assert.deepEqual([api.lines({ source: "a.log" }), api.lines({ source: "b.log" })], writer.written);
        assert.equal(summary.read, summary.counted + summary.rejected);
        assert.equal(summary.counted, writer.written[0] + writer.written[1]);
        assert.deepEqual(Object.keys(api.byText()).filter((text) => text.startsWith("unknown")), []);
      })),
    { numRuns: 15 },
  );
});
