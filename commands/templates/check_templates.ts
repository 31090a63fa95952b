import type { FieldNames } from "../../core/mining/fields/field_roles.ts";
import { seededBelow, shuffled } from "../../core/shuffled.ts";
import { Miner } from "../../core/mining/miner.ts";
import { RecordMiner } from "../../counting/record_miner.ts";
import { readRecords } from "../read_records.ts";
import type { MineOptions } from "./mine_files.ts";

/** Records that are mined in other orders. */
const MOST_RECORDS = 20_000;
/** Orders beside the one in which the records came. */
const ORDERS = 3;
/** Tokens by which two texts differ that may be one message. */
const MOST_DIFFERENT = 1;
const LEAST_TOKENS = 4;
const MAX_TEMPLATES = 10_000;

/** What the miner is not sure of. */
export interface Doubts {
  /** Texts that differ in one word: of one message, or of two. */
  readonly alike: readonly (readonly [string, string])[];
  /** Texts whose lines are other ones when the records come in another order. */
  readonly unstable: readonly string[];
}

/** Looks for doubts in the first 20,000 records of files: mines them again in three shuffled orders, and compares templates' texts. */
export async function checkTemplates(
  paths: readonly string[],
  { fields, start }: Pick<MineOptions, "fields" | "start"> = {},
): Promise<Doubts> {
  const records: Uint8Array[] = [];
  await readRecords(paths, ({ buffer, start: from, end }) => {
    if (records.length < MOST_RECORDS) records.push(buffer.slice(from, end));
  }, { start });
  const inOrder = records.map((_, i) => i);
  const groups = groupsOf(records, inOrder, fields);
  const others = Array.from({ length: ORDERS }, (_, seed) => {
    return groupsOf(records, shuffled(inOrder, seededBelow(seed + 1)), fields);
  });
  const unstable = [...groups].filter(([members]) => others.some((other) => !other.has(members)));
  return { alike: pairs([...new Set(groups.values())]), unstable: [...new Set(unstable.map(([, text]) => text))] };
}

/** By the records that belong to it, the text of each template. */
function groupsOf(records: readonly Uint8Array[], order: readonly number[], fields?: FieldNames): Map<string, string> {
  const miner = new Miner({ maxTemplates: MAX_TEMPLATES });
  const mining = new RecordMiner(miner, fields);
  const handles: number[] = [];
  for (const i of order) {
    handles[i] = mining.mine({ buffer: records[i]!, start: 0, end: records[i]!.length, lines: 1 });
  }
  const byRoot = Map.groupBy(records.keys(), (i) => miner.resolve(handles[i]!));
  return new Map([...byRoot].map(([root, members]) => [members.join(), miner.template(root).text]));
}

/** Pairs of texts of one length that differ in one token, values aside. */
function pairs(texts: readonly string[]): [string, string][] {
  const tokens = texts.map((text) => text.split(" "));
  return texts.flatMap((text, i) =>
    texts.slice(i + 1).flatMap((other, j) =>
      isNear(tokens[i]!, tokens[i + 1 + j]!) ? [[text, other] as [string, string]] : []
    )
  );
}

function isNear(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length || one.length < LEAST_TOKENS) return false;
  return one.filter((token, i) => token !== other[i]).length <= MOST_DIFFERENT;
}
