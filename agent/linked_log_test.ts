import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { RunningAgent, until } from "./testing/agent_runner.ts";
import { ApiDouble } from "./testing/api_double.ts";
import { NumberedLog } from "./testing/numbered_log.ts";
import { withFolder } from "./testing/with_folder.ts";

/** A log whose path has a link in it, and what the link leads to. */
class LinkedLog {
  readonly path: string;
  readonly #link: string;
  readonly #log: NumberedLog;

  /** @param link its path, relative to the folder. @param inside the log's path below it, empty where the link is the log's own path. */
  constructor(readonly folder: string, { link, inside }: { readonly link: string; readonly inside: string }) {
    this.#link = join(folder, link);
    this.path = join(folder, link, inside);
    this.#log = new NumberedLog(this.path);
    Deno.mkdirSync(dirname(this.#link), { recursive: true });
  }

  get written(): number {
    return this.#log.written;
  }

  at(name: string): string {
    const path = join(this.folder, name);
    Deno.mkdirSync(dirname(path), { recursive: true });
    return path;
  }

  write(count: number, name?: string): void {
    this.#log.write(count, name === undefined ? this.path : this.at(name));
  }

  lead(to: string): void {
    Deno.symlinkSync(to, `${this.#link}.new`);
    Deno.renameSync(`${this.#link}.new`, this.#link);
  }
}

interface Case {
  readonly name: string;
  readonly before: (folder: string) => LinkedLog;
  readonly step: (log: LinkedLog) => void;
}

function released(folder: string): LinkedLog {
  const log = new LinkedLog(folder, { link: "current", inside: "app.log" });
  log.write(30, "releases/1/app.log");
  log.lead("releases/1");
  return log;
}

function inContainer(folder: string): LinkedLog {
  const log = new LinkedLog(folder, { link: "containers/app.log", inside: "" });
  log.write(30, "pods/app/0.log");
  log.lead("../pods/app/0.log");
  return log;
}

const CASES: readonly Case[] = [
  {
    name: "the folder that it lies in is linked to another one",
    before: released,
    step(log) {
      log.write(3);
      log.write(4, "releases/2/app.log");
      log.lead("releases/2");
    },
  },
  {
    name: "it is rotated, and its folder is linked to another one",
    before: released,
    step(log) {
      log.write(3);
      Deno.renameSync(log.path, `${log.path}.1`);
      log.write(5);
      log.write(4, "releases/2/app.log");
      log.lead("releases/2");
    },
  },
  {
    name: "a container is started again, and it is linked to its next log",
    before: inContainer,
    step(log) {
      log.write(3);
      log.write(4, "pods/app/1.log");
      log.lead("../pods/app/1.log");
    },
  },
  {
    name: "a container is started again three times in a row, and one of its logs is rotated",
    before: inContainer,
    step(log) {
      log.write(3);
      log.write(4, "pods/app/1.log");
      Deno.renameSync(log.at("pods/app/1.log"), log.at("pods/app/1.log.20261127-031500"));
      log.write(5, "pods/app/1.log");
      log.write(6, "pods/app/2.log");
      log.write(7, "pods/app/3.log");
      log.lead("../pods/app/3.log");
    },
  },
  {
    name: "the folder that it lies in is linked to another one twice",
    before: released,
    step(log) {
      log.write(3);
      log.write(4, "releases/2/app.log");
      log.write(5, "releases/3/app.log");
      log.lead("releases/3");
    },
  },
  {
    name: "what it is linked to is rotated twice, and compressed once",
    before: inContainer,
    step(log) {
      const rotated = log.at("pods/app/0.log.20261127-031500");
      log.write(3);
      Deno.renameSync(log.at("pods/app/0.log"), rotated);
      Deno.writeFileSync(`${rotated}.gz`, gzipSync(Deno.readFileSync(rotated)));
      Deno.removeSync(rotated);
      log.write(5, "pods/app/0.log");
      Deno.renameSync(log.at("pods/app/0.log"), log.at("pods/app/0.log.20261127-041500"));
      log.write(4, "pods/app/0.log");
    },
  },
];

for (const { name, before, step } of CASES) {
  for (const isOff of [true, false]) {
    Deno.test(`runAgent() counts each line of a log once though ${name} while it ${isOff ? "is off" : "runs"}`, () =>
      withFolder(async (folder) => {
        const api = new ApiDouble();
        const log = before(folder);
        const options = { files: [log.path], stateFolder: join(folder, "..", "state") };
        const isCounted = () => api.lines() >= log.written;
        await using first = new RunningAgent(api, options);
        await until(isCounted);
        if (isOff) await first.stop();
        step(log);
        if (!isOff) await until(isCounted);
        await first.stop();
        await using second = new RunningAgent(api, options);
        await until(isCounted);
        log.write(2);
        await until(isCounted);
        const { read } = await second.stop();
        assert.deepEqual([api.lines(), read], [log.written, log.written]);
        assert.deepEqual([...first.of("lost"), ...second.of("lost")], []);
      }));
  }
}
