import { join } from "node:path";
import { type RejectedLines, rejectedLines, scaledRejected, takeRejected, withRejected } from "../../core/rejection.ts";
import type { AgentId } from "./agent_id.ts";
import { writeAtomically } from "./atomic_file.ts";
import { CorruptFileError, verifiedBody, withChecksum } from "./checksummed_text.ts";
import type { PendingBatch } from "./spool.ts";
import { stateText } from "./state_text.ts";

interface Kept {
  /** Number of the newest batch that is in. */
  readonly upTo: number;
  readonly lines: Readonly<Record<string, RejectedLines>>;
  /** Lines of batches that were damaged or deleted. @default {none} */
  readonly lost?: Readonly<Record<string, number>>;
  /** Number of the batch that was last stored after all. */
  readonly takenBack?: number;
  /** Id of the agent whose lines these are. @default {the reader's own} */
  readonly agent?: string;
}

const NOTHING: Kept = { upTo: -1, lines: {}, lost: {} };

/** Lines of the file: its checksum, its JSON. */
const KEPT_LINES = 2;

/** What the api has refused of a batch, in records. */
export interface RefusedRecords {
  readonly by: RejectedLines;
  /** Records of the batch, by source, where they are not its lines. */
  readonly records?: Readonly<Record<string, number>>;
}

/** Lines that were counted and are not stored, per source, since the agent's state was created: refused for good by the api, or lost with their batch. */
export class Rejections {
  readonly #path: string;
  #kept: Kept;

  private constructor(path: string, kept: Kept) {
    this.#path = path;
    this.#kept = kept;
  }

  /**
   * Reads what the last run left; a corrupt file is renamed to `*.corrupt` and `onWarning` says so. What another agent than `owner` has lost is
   * left to it.
   */
  static async open(
    folder: string,
    onWarning: (message: string) => void,
    owner?: AgentId,
  ): Promise<Rejections> {
    const path = join(folder, "rejected");
    const agent = owner?.agent, nothing = { ...NOTHING, agent };
    try {
      const text = await stateText(path);
      if (text === undefined) return new Rejections(path, nothing);
      const kept = keptIn(text);
      const isOwn = owner === undefined || owner.inherits || (kept.agent ?? agent) === agent;
      const rejections = new Rejections(path, isOwn ? { ...kept, agent } : { ...nothing, upTo: kept.upTo });
      if (!isOwn || !areAlike(text)) await rejections.#keep(rejections.#kept);
      return rejections;
    } catch (error) {
      if (!(error instanceof CorruptFileError)) throw error;
      await Deno.rename(path, `${path}.corrupt`);
      onWarning(`Cannot use "${path}": it is torn or changed, so it is kept as *.corrupt and counts begin at 0`);
      return new Rejections(path, nothing);
    }
  }

  /** Lines that were refused, by reason. */
  of(source: string): RejectedLines {
    return this.#kept.lines[source] ?? {};
  }

  lostOf(source: string): number {
    return this.#kept.lost?.[source] ?? 0;
  }

  /**
   * Adds a batch's rejected records, as lines, durably and once, however often it is called. Where only a part of a batch was refused the api
   * does not say of which source: the sources are taken in the batch's order, and records of several lines count as the average.
   */
  async add(batch: PendingBatch, { by, records = batch.lines }: RefusedRecords): Promise<void> {
    if (batch.number <= this.#kept.upTo) return;
    const lines = { ...this.#kept.lines };
    for (const [source, count] of Object.entries(batch.lines)) {
      const all = records[source] ?? count;
      const [taken, left] = takeRejected(by, all);
      by = left;
      const part = Math.round(count * rejectedLines(taken) / Math.max(1, all));
      if (part > 0) lines[source] = withRejected(lines[source] ?? {}, scaledRejected(taken, part));
    }
    await this.#keep({ ...this.#kept, upTo: batch.number, lines });
  }

  /** Adds the lines of a batch that is lost, durably and once, however often it is called. */
  async addLost(batch: PendingBatch): Promise<void> {
    if (batch.number <= this.#kept.upTo) return;
    const lost = { ...this.#kept.lost };
    for (const [source, count] of Object.entries(batch.lines)) lost[source] = (lost[source] ?? 0) + count;
    await this.#keep({ ...this.#kept, upTo: batch.number, lost });
  }

  /** Lines of a batch that was refused are stored after all; returns how many that are. Once, however often it is called for a batch. */
  async takeBack({ number, lines: stored }: Pick<PendingBatch, "number" | "lines">): Promise<number> {
    if (number === this.#kept.takenBack) return 0;
    let back = 0;
    const lines = { ...this.#kept.lines };
    for (const [source, count] of Object.entries(stored)) {
      const before = lines[source] ?? {};
      const refused = Math.max(0, (before.refused ?? 0) - count);
      lines[source] = { ...before, refused };
      back += (before.refused ?? 0) - refused;
    }
    await this.#keep({ ...this.#kept, lines, takenBack: number });
    return back;
  }

  /** Twice in one file: damage in one place leaves the other. */
  async #keep(kept: Kept): Promise<void> {
    const text = withChecksum("rejections", JSON.stringify(kept));
    await writeAtomically(this.#path, `${text}\n\n${text}`);
    this.#kept = kept;
  }
}

function copiesIn(text: string): readonly [first: string, last: string] {
  const parts = text.split("\n");
  return [parts.slice(0, KEPT_LINES).join("\n"), parts.slice(-KEPT_LINES).join("\n")];
}

/** Whether neither copy is damaged: the other could be next. */
function areAlike(text: string): boolean {
  const [first, last] = copiesIn(text);
  return first === last;
}

/** @throws {CorruptFileError} where nothing intact is left. */
function keptIn(text: string): Kept {
  const [first, last] = copiesIn(text);
  const { lines, ...kept } = JSON.parse(intactBody(first) ?? verifiedBody("rejections", last));
  return { ...kept, lines: Object.fromEntries(Object.entries(lines).map(([source, by]) => [source, byReason(by)])) };
}

/** What an earlier version kept was a number. */
function byReason(lines: unknown): RejectedLines {
  return typeof lines === "number" ? { refused: lines } : lines as RejectedLines;
}

function intactBody(text: string): string | undefined {
  try {
    return verifiedBody("rejections", text);
  } catch (error) {
    if (error instanceof CorruptFileError) return undefined;
    throw error;
  }
}
