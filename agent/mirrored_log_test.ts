import assert from "node:assert/strict";
import { join } from "node:path";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble } from "./testing/api_double.ts";
import { NumberedLog } from "./testing/numbered_log.ts";
import { withFolder } from "./testing/with_folder.ts";

/** A log on another machine, and its mirror here, which is replaced by a new copy each time, as by `rsync`. */
class Mirror {
  readonly #original: NumberedLog;
  readonly #path: string;

  constructor(folder: string) {
    this.#original = new NumberedLog(join(folder, "original"));
    this.#path = join(folder, "app.log");
  }

  get path(): string {
    return this.#path;
  }

  get written(): number {
    return this.#original.written;
  }

  write(count: number): void {
    this.#original.write(count);
    this.#copy(this.#path);
  }

  /** The log is rotated over there, and goes on. */
  rotate(count: number): void {
    this.#original.write(count);
    this.#copy(`${this.#path}.1`);
    Deno.removeSync(this.#original.path);
    this.write(count);
  }

  #copy(path: string): void {
    Deno.copyFileSync(this.#original.path, `${path}.copying`);
    Deno.renameSync(`${path}.copying`, path);
  }
}

type Step = (mirror: Mirror) => void;

const STEPS: readonly (readonly [string, Step, number])[] = [
  ["copied anew", (mirror) => mirror.write(3), 30],
  ["copied anew, of two lines at first,", (mirror) => mirror.write(2), 2],
  ["rotated, as is what it mirrors,", (mirror) => mirror.rotate(40), 30],
];

for (const [name, step, lines] of STEPS) {
  Deno.test(`runAgent() counts each line of a mirrored log once that is ${name} before, while and after the agent is off`, () =>
    withFolder(async (folder) => {
      const api = new ApiDouble();
      const mirror = new Mirror(folder);
      const stateFolder = join(folder, "..", "state");
      const isCounted = () => api.lines() >= mirror.written;
      mirror.write(lines);
      await using first = new RunningAgent(api, { files: [mirror.path], stateFolder });
      await until(isCounted);
      for (let i = 0; i < 3; i++) {
        step(mirror);
        await until(isCounted);
      }
      await first.stop();
      step(mirror);
      await using second = new RunningAgent(api, { files: [mirror.path], stateFolder });
      await until(isCounted);
      step(mirror);
      await until(isCounted);
      const { read } = await second.stop();
      assert.deepEqual([api.lines(), read], [mirror.written, mirror.written]);
      assert.deepEqual([...first.of("lost"), ...second.of("lost")], []);
    }));
}
