import { join } from "node:path";
import type { Loss } from "../../core/loss.ts";
import type { AgentEvent } from "../agent_event.ts";
import { FileClaims } from "../input/file/file_claims.ts";
import { Tailer } from "../input/file/tailer.ts";
import type { FileCheckpoint } from "../state/checkpoint.ts";
import { LinesSink } from "./lines_sink.ts";
import { NumberedLog } from "./numbered_log.ts";
import { withFolder } from "./with_folder.ts";

/** Reads a log, run after run, as agents do. */
export class LogReader {
  readonly #path: string;
  #nowMs = 1_000_000;
  #marks: FileCheckpoint[] = [];
  lines = 0;
  lost = 0;
  /** What it has told of the log's files. */
  readonly problems: string[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  /** Starts, looks for 6 s while `meanwhile` does what it does, and is killed. */
  run(...meanwhile: readonly (() => void)[]): void {
    this.#run(60, meanwhile);
  }

  /** As `run`, but looks for half a second each time. */
  runBriefly(...meanwhile: readonly (() => void)[]): void {
    this.#run(5, meanwhile);
  }

  #run(looks: number, meanwhile: readonly (() => void)[]): void {
    const claims = new FileClaims(this.#marks);
    const sink = new LinesSink();
    const onLost = ({ lines, message }: Loss) => {
      this.lost += lines;
      this.problems.push(message);
    };
    const onEvent = (event: AgentEvent) => event.kind === "fileProblem" && this.problems.push(event.message);
    const options = { path: this.#path, source: "app.log", from: "beginning", windowMs: 2_000, claims } as const;
    const tailer = new Tailer({ ...options, onEvent, onLost }, this.#nowMs);
    const look = () => this.#look(looks, { tailer, sink });
    look();
    for (const act of meanwhile) {
      act();
      look();
    }
    this.#marks = structuredClone([...claims.left, ...tailer.marks()]);
    tailer.close();
    this.lines += sink.lines.length;
  }

  #look(looks: number, { tailer, sink }: { readonly tailer: Tailer; readonly sink: LinesSink }): void {
    for (let look = 0; look < looks; look++) {
      this.#nowMs += 100;
      while (tailer.poll(this.#nowMs, Infinity, sink) > 0);
    }
  }
}

/** Has a log of this many lines, of an earlier time, and its reader. */
export function withLog(
  lines: number,
  work: (log: NumberedLog, reader: LogReader) => Promise<void> | void,
): Promise<void> {
  return withFolder(async (folder) => {
    const log = new NumberedLog(join(folder, "app.log"));
    log.write(lines);
    await log.later();
    await work(log, new LogReader(log.path));
  });
}
