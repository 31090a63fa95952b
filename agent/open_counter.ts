import type { TemplateRecord } from "../core/counter_batch.ts";
import type { FieldNames } from "../core/mining/fields/field_roles.ts";
import { messageOf } from "../core/message_of.ts";
import type { KnownTemplate } from "./delivery/api_client.ts";
import type { LineMiner } from "../counting/line_miner.ts";
import type { MinerFactory } from "./miner_factory.ts";
import { SourceCounter } from "../counting/source_counter.ts";
import type { SourceTotals } from "../counting/source_totals.ts";
import type { MinerStates, SavedMiner } from "./state/miner_states.ts";
import type { TaughtBatch } from "./state/spool.ts";
import { TemplateCatalogue } from "../counting/template_catalogue.ts";

export interface CounterParts {
  readonly source: string;
  readonly host: string;
  readonly maxTemplates: number;
  readonly fields?: FieldNames;
  readonly openMiner: MinerFactory;
  readonly minerStates: MinerStates;
  /** Batches that the spool still has: they bring the templates since the snapshot. */
  readonly found: readonly TaughtBatch[];
  readonly totals: SourceTotals | undefined;
  /** The registry's templates of a source, or null where it can't be asked. */
  readonly registry: (source: string) => Promise<KnownTemplate[] | null>;
  readonly onWarning: (message: string) => void;
}

/**
 * A source's counter as the last run left it: its miner's snapshot, and the templates of later batches. Where the snapshot is
 * lost, the registry's templates are learned, so that ids hold.
 */
export async function openCounter(parts: CounterParts): Promise<SourceCounter> {
  const { source, host, found, totals, fields, maxTemplates, openMiner } = parts;
  const restored = await restoreMiner(parts);
  const miner = restored?.miner ?? openMiner(maxTemplates);
  const catalogue = new TemplateCatalogue(source, restored?.state.templates);
  if (restored === undefined && totals !== undefined) await learnFromRegistry(miner, parts);
  for (const record of recordsSince(restored?.state.upTo ?? -1, source, found)) {
    catalogue.learn(record);
    if (record.replacedBy === undefined) miner.learn(record);
  }
  return new SourceCounter({ source, host, miner, catalogue, fields, totals });
}

async function restoreMiner(parts: CounterParts): Promise<{ state: SavedMiner; miner: LineMiner } | undefined> {
  const { source, minerStates, maxTemplates, openMiner, onWarning } = parts;
  try {
    const state = await minerStates.load(source);
    return state && { state, miner: openMiner(maxTemplates, state.snapshot) };
  } catch (error) {
    const reason = messageOf(error);
    const path = await minerStates.setAside(source);
    onWarning(`Cannot restore what was mined of "${source}", kept as "${path}": ${reason}; ids are asked of the api`);
    return undefined;
  }
}

async function learnFromRegistry(miner: LineMiner, { source, registry }: CounterParts): Promise<void> {
  for (const known of await registry(source) ?? []) miner.learn(known);
}

function* recordsSince(number: number, source: string, found: readonly TaughtBatch[]): Generator<TemplateRecord> {
  for (const batch of found) {
    if (batch.number > number) yield* batch.templates.filter((record) => record.source === source);
  }
}
