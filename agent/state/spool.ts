import { join } from "node:path";
import type { CounterBatch } from "../../core/counter_batch.ts";
import { TEMPORARY_SUFFIX, writeAtomically } from "./atomic_file.ts";
import { type Checkpoint, START_CHECKPOINT } from "./checkpoint.ts";
import { CorruptFileError } from "./checksummed_text.ts";
import { decodeEntry, encodeEntry, type SpoolEntry } from "./spool_entry.ts";

const PENDING = ".batch";
const ACKNOWLEDGED = ".acked";
const CORRUPT = ".corrupt";

/** A batch that waits for its acknowledgement. */
export interface PendingBatch {
  readonly number: number;
  readonly slotMs: number;
  readonly lines: Readonly<Record<string, number>>;
  readonly bytes: number;
}

/** The template records of a batch. */
export type TaughtBatch = Pick<CounterBatch, "number" | "templates">;

/**
 * The agent's durable queue: a folder with one file per batch, `NUMBER.batch` while it waits and `NUMBER.acked` after.
 *
 * Every file holds the position after its batch, so the newest file of either name is the checkpoint, and one rename
 * acknowledges a batch and advances the checkpoint at once; there is no moment at which the two disagree. A rename
 * that a power cut undoes costs a repeated request, which overwrites. Acknowledged files stay until `forget` is called, once
 * snapshots of the miners cover them, because their template records restore ids; the newest always stays.
 */
export class Spool {
  readonly #folder: string;
  readonly #pending: PendingBatch[] = [];
  #acknowledged: number[] = [];
  #nextNumber = 0;
  #checkpoint: Checkpoint = START_CHECKPOINT;
  #bytes = 0;
  #found: TaughtBatch[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Opens the queue as the last run left it. Unfinished writes are removed; a corrupt file is renamed to `*.corrupt` and
   * `onWarning` says so.
   */
  static async open(folder: string, onWarning: (message: string) => void): Promise<Spool> {
    await Deno.mkdir(folder, { recursive: true });
    const spool = new Spool(folder);
    await spool.#load(onWarning);
    return spool;
  }

  /** Batches that wait, oldest first. */
  get pending(): readonly PendingBatch[] {
    return this.#pending;
  }

  /** Bytes that wait. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Number of the next batch. */
  get nextNumber(): number {
    return this.#nextNumber;
  }

  /** Checkpoint after the newest batch that was found when the queue was opened. */
  get checkpoint(): Checkpoint {
    return this.#checkpoint;
  }

  /** What the batches that were found when the queue was opened teach, oldest first. */
  takeFound(): TaughtBatch[] {
    return this.#found.splice(0);
  }

  /** Resolves when the batch is durable. Calls must not overlap, and numbers must ascend. */
  async append(entry: SpoolEntry): Promise<void> {
    const bytes = await writeAtomically(this.#path(entry.number, PENDING), encodeEntry(entry));
    this.#nextNumber = entry.number + 1;
    this.#add(entry, bytes);
  }

  /** A waiting batch as JSON. @throws {CorruptFileError} when its file was changed meanwhile. */
  async read(number: number): Promise<string> {
    return decodeEntry(await Deno.readTextFile(this.#path(number, PENDING))).batchJson;
  }

  /** Takes the oldest waiting batch off the queue: its counters are stored, or refused for good. */
  async acknowledge(): Promise<void> {
    const { number, bytes } = this.#pending[0]!;
    await Deno.rename(this.#path(number, PENDING), this.#path(number, ACKNOWLEDGED));
    this.#pending.shift();
    this.#bytes -= bytes;
    this.#acknowledged.push(number);
  }

  /** Keeps a copy of the oldest waiting batch, which the api will not take, as `NUMBER.refused`. */
  async setAside(): Promise<string> {
    const { number } = this.#pending[0]!;
    const path = this.#path(number, ".refused");
    await Deno.copyFile(this.#path(number, PENDING), path);
    return path;
  }

  /** Removes acknowledged batches up to `number` (inclusive): snapshots hold what they taught. */
  async forget(number: number): Promise<void> {
    const newest = this.#acknowledged.at(-1);
    const done = this.#acknowledged.filter((each) => each <= number && each !== newest);
    this.#acknowledged = this.#acknowledged.filter((each) => !done.includes(each));
    for (const each of done) await Deno.remove(this.#path(each, ACKNOWLEDGED));
  }

  #path(number: number, suffix: string): string {
    return join(this.#folder, `${String(number).padStart(9, "0")}${suffix}`);
  }

  #add({ number, slotMs, lines }: Omit<PendingBatch, "bytes">, bytes: number): void {
    this.#pending.push({ number, slotMs, lines, bytes });
    this.#bytes += bytes;
  }

  async #load(onWarning: (message: string) => void): Promise<void> {
    const names: string[] = [];
    for await (const entry of Deno.readDir(this.#folder)) names.push(entry.name);
    for (const name of names.sort()) {
      const path = join(this.#folder, name);
      if (name.endsWith(TEMPORARY_SUFFIX)) {
        await Deno.remove(path);
        continue;
      }
      const suffix = [PENDING, ACKNOWLEDGED].find((each) => name.endsWith(each));
      if (suffix !== undefined) await this.#loadEntry(path, suffix, onWarning);
      this.#reserve(name);
    }
  }

  /** A number that was ever used, were it in a file set aside, is not used again. */
  #reserve(name: string): void {
    const number = Number.parseInt(name, 10);
    if (Number.isInteger(number)) this.#nextNumber = Math.max(this.#nextNumber, number + 1);
  }

  async #loadEntry(path: string, suffix: string, onWarning: (message: string) => void): Promise<void> {
    const text = await Deno.readTextFile(path);
    try {
      const { head, batchJson } = decodeEntry(text);
      const { number, templates }: CounterBatch = JSON.parse(batchJson);
      if (templates.length > 0) this.#found.push({ number, templates });
      this.#checkpoint = head.position;
      if (suffix === PENDING) this.#add(head, (await Deno.stat(path)).size);
      else this.#acknowledged.push(head.number);
    } catch (error) {
      if (!(error instanceof CorruptFileError)) throw error;
      await Deno.rename(path, path + CORRUPT);
      onWarning(
        `Cannot use spool file "${path}": it is torn or changed, so it is kept as *${CORRUPT} and reading goes on from the position of the file before it`,
      );
    }
  }
}
