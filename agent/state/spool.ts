import { join } from "node:path";
import type { CounterBatch } from "../../core/counter_batch.ts";
import { makePrivateFolder } from "../../settings/private_files.ts";
import type { AgentId } from "./agent_id.ts";
import { TEMPORARY_SUFFIX, writeAtomically } from "./atomic_file.ts";
import { type Checkpoint, START_CHECKPOINT } from "./checkpoint.ts";
import { CorruptFileError } from "./checksummed_text.ts";
import { withOwnTotals } from "./own_totals.ts";
import { stateText } from "./state_text.ts";
import type { StoredPosition } from "./stored_position.ts";
import { type DecodedEntry, decodeEntry, encodeEntry, type EntryHead, type SpoolEntry } from "./spool_entry.ts";

const PENDING = ".batch";
const ACKNOWLEDGED = ".acked";
const CORRUPT = ".corrupt";
/** How the name of a batch ends that the api has refused. */
export const REFUSED = ".refused";

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
 * snapshots of the miners cover them, because their template records restore ids; the newest two always stay.
 *
 * A file that is damaged or missing is a batch that waits like any other, until `read` finds out and `drop` takes it off. One that was
 * acknowledged, and is damaged or missing, is known by its head beside the spool.
 */
export class Spool {
  readonly #folder: string;
  readonly #stored: StoredPosition;
  readonly #pending: PendingBatch[] = [];
  #acknowledged: number[] = [];
  #nextNumber = 0;
  #checkpoint: Checkpoint = START_CHECKPOINT;
  /** Of the entry with the highest number. */
  #newest: EntryHead | undefined;
  /** Whether a file after it was acknowledged and can't be read. */
  #hasStoredGap = false;
  #bytes = 0;
  #found: TaughtBatch[] = [];
  /** Of the batch that was read last. */
  #read: EntryHead | undefined;

  private constructor(folder: string, stored: StoredPosition) {
    this.#folder = folder;
    this.#stored = stored;
  }

  /**
   * Opens the queue as the last run left it. Unfinished writes are removed; a corrupt file is renamed to `*.corrupt` and
   * `onWarning` says so. Totals of another agent than `owner` are left to it.
   */
  static async open(
    folder: string,
    { owner, stored, onWarning }: {
      readonly owner?: AgentId;
      readonly stored: StoredPosition;
      readonly onWarning: (message: string) => void;
    },
  ): Promise<Spool> {
    makePrivateFolder(folder);
    const spool = new Spool(folder, stored);
    await spool.#load(onWarning);
    if (owner !== undefined) spool.#checkpoint = withOwnTotals(spool.#checkpoint, owner, spool.#pending);
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
    const { batch: _batch, ...head } = entry;
    const bytes = await this.#write(entry, PENDING);
    this.#nextNumber = entry.number + 1;
    this.#newest = head;
    this.#add(entry, bytes);
  }

  /** A waiting batch as JSON; undefined where its file is gone, or is not as it was written. */
  async read(number: number): Promise<string | undefined> {
    const entry = await decoded(this.#path(number, PENDING));
    this.#read = entry?.head;
    return entry?.batchJson;
  }

  /** Takes the oldest waiting batch off the queue: its counters are stored, or refused for good. */
  async acknowledge(): Promise<void> {
    const { number } = this.#pending[0]!;
    await this.#move(number, ACKNOWLEDGED);
    this.#acknowledged.push(number);
    this.#shift();
    if (this.#read?.number === number) await this.#stored.keep(this.#read);
  }

  /** Takes the oldest waiting batch off the queue, whose file is damaged or gone: what is left of it is kept as `NUMBER.corrupt`. */
  async drop(): Promise<void> {
    await this.#move(this.#pending[0]!.number, CORRUPT);
    this.#shift();
  }

  /** Keeps a copy of the oldest waiting batch, which the api will not take, as `NUMBER.refused`. */
  async setAside(): Promise<string> {
    const { number } = this.#pending[0]!;
    const path = this.#path(number, REFUSED);
    await Deno.copyFile(this.#path(number, PENDING), path);
    return path;
  }

  /** Removes acknowledged batches up to `number` (inclusive): snapshots hold what they taught. */
  async forget(number: number): Promise<void> {
    const newest = this.#acknowledged.slice(-2);
    const done = this.#acknowledged.filter((each) => each <= number && !newest.includes(each));
    this.#acknowledged = this.#acknowledged.filter((each) => each > number || newest.includes(each));
    for (const each of done) await Deno.remove(this.#path(each, ACKNOWLEDGED)).catch(unlessMissing);
  }

  /** Gives a waiting file another suffix. Where it is the newest, and gone or damaged, the position after it is written anew. */
  async #move(number: number, suffix: string): Promise<void> {
    const isThere = await Deno.rename(this.#path(number, PENDING), this.#path(number, suffix)).then(
      () => true,
      unlessMissing,
    );
    const isLeft = isThere && suffix === ACKNOWLEDGED;
    if (isLeft || this.#newest?.number !== number) return;
    const batch = { agent: "", number, points: [], templates: [], samples: [] };
    await this.#write({ ...this.#newest, batch }, ACKNOWLEDGED);
    if (suffix !== ACKNOWLEDGED) this.#acknowledged.push(number);
  }

  #shift(): void {
    this.#bytes -= this.#pending.shift()!.bytes;
  }

  #write(entry: SpoolEntry, suffix: string): Promise<number> {
    return writeAtomically(this.#path(entry.number, suffix), encodeEntry(entry));
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
      const number = Number.parseInt(name, 10);
      this.#takeStored(number);
      if (suffix !== undefined) await this.#loadEntry(path, { number, suffix, onWarning });
      else if (name.endsWith(ACKNOWLEDGED + CORRUPT)) this.#hasStoredGap = true;
      this.#reserve(number);
    }
    this.#takeStored(Infinity);
  }

  /** A number that was ever used, were it in a file set aside, is not used again. */
  #reserve(number: number): void {
    if (Number.isInteger(number)) this.#nextNumber = Math.max(this.#nextNumber, number + 1);
  }

  /** Before the file of a number comes: one before it that was stored, and is not there any more. */
  #takeStored(number: number): void {
    const { head } = this.#stored;
    if (head === undefined || head.number >= number || head.number <= (this.#newest?.number ?? -1)) return;
    this.#checkpoint = head.position;
    this.#newest = head;
    this.#hasStoredGap = false;
    this.#reserve(head.number);
  }

  async #loadEntry(
    path: string,
    { number, suffix, onWarning }: {
      readonly number: number;
      readonly suffix: string;
      readonly onWarning: (message: string) => void;
    },
  ): Promise<void> {
    const entry = await decoded(path);
    if (entry === undefined) {
      if (suffix === ACKNOWLEDGED) this.#hasStoredGap = true;
      await Deno.rename(path, path + CORRUPT);
      const isStored = number <= (this.#stored.head?.number ?? -1);
      onWarning(isStored ? notNeeded(path) : unusable(path, this.#newest !== undefined));
      return;
    }
    const { head, batchJson } = entry;
    if (suffix === PENDING && !this.#hasStoredGap) this.#addMissing(head, onWarning);
    this.#hasStoredGap = false;
    if (batchJson !== undefined) this.#find(JSON.parse(batchJson));
    this.#checkpoint = head.position;
    this.#newest = head;
    if (suffix === PENDING) this.#add(head, (await Deno.stat(path)).size);
    else this.#acknowledged.push(head.number);
  }

  #find({ number, templates }: CounterBatch): void {
    if (templates.length > 0) this.#found.push({ number, templates });
  }

  /** Lines between two entries that neither of them has were in a batch whose file is gone: it waits, and is found to be lost in its turn. */
  #addMissing(head: EntryHead, onWarning: (message: string) => void): void {
    const before = this.#newest;
    const number = head.number - 1;
    if (before === undefined || before.number >= number) return;
    const counted = Object.entries(head.position.sources).map(([source, totals]): [string, number] => {
      const earlier = before.position.sources[source]?.counted ?? 0;
      return [source, totals.counted - earlier - (head.lines[source] ?? 0)];
    });
    const lines = Object.fromEntries(counted.filter(([, count]) => count > 0));
    if (Object.keys(lines).length === 0) return;
    onWarning(
      `Cannot find the spool's files between "${before.number}" and "${head.number}": somebody has removed them`,
    );
    this.#add({ number, slotMs: before.slotMs, lines }, 0);
  }
}

/** Undefined where the file is gone, or is not as it was written. */
async function decoded(path: string): Promise<DecodedEntry | undefined> {
  try {
    const text = await stateText(path);
    return text === undefined ? undefined : decodeEntry(text);
  } catch (error) {
    if (error instanceof CorruptFileError) return undefined;
    throw error;
  }
}

function notNeeded(path: string): string {
  return `Cannot use spool file "${path}": it is torn or changed, so it is kept as *${CORRUPT}; what it had is stored`;
}

function unusable(path: string, hasEarlier: boolean): string {
  const from = hasEarlier ? "from the position of the file before it" : "from where a new agent begins";
  const again = path.endsWith(ACKNOWLEDGED) ? ", lines that it had are counted again" : "";
  return `Cannot use spool file "${path}": it is torn or changed, so it is kept as *${CORRUPT} and reading goes on ` +
    `${from} unless a later one is intact${again}`;
}

/** For what may have been removed already. */
function unlessMissing(error: unknown): false {
  if (error instanceof Deno.errors.NotFound) return false;
  throw error;
}
