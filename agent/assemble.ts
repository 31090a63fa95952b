import type { Heartbeat } from "../core/heartbeat.ts";
import type { AgentClock } from "./agent_clock.ts";
import type { AgentParts } from "./agent_run.ts";
import { BatchWriter } from "./batch_writer.ts";
import { Coverage } from "./coverage.ts";
import type { FileClaims } from "./file_claims.ts";
import { heartbeatsOf } from "./heartbeats_of.ts";
import type { LineSource } from "./line_source.ts";
import type { MinerFiles } from "./miner_files.ts";
import { Reader } from "./reader.ts";
import type { Sender } from "./sender.ts";
import type { SourceRecorder } from "./source_recorder.ts";
import { StatsMeter } from "./stats_meter.ts";

export interface ReadingParts extends AgentParts {
  readonly clock: AgentClock;
  readonly sender: Sender;
  readonly minerFiles: MinerFiles;
  readonly inputs: readonly LineSource[];
  readonly claims: FileClaims;
  readonly recorders: ReadonlyMap<string, SourceRecorder>;
}

/** What reads, and what tells of it. */
export interface Reading {
  readonly reader: Reader;
  readonly writer: BatchWriter;
  /** What to say of each source once the batches up to a number are acknowledged (null: none waits). */
  readonly heartbeats: (number: number | null) => Heartbeat[];
}

/** Joins the parts that read, count, write batches and report. */
export function assemble(parts: ReadingParts): Reading {
  const { settings, state, spool, rejections, clock, sender, minerFiles, inputs, claims, recorders } = parts;
  const { onEvent, host } = settings;
  const { agent } = state;
  const startMs = clock.now();
  const coverages = [...recorders.values()].map((recorder) => new Coverage(recorder, inputs, startMs, onEvent));
  const meter = new StatsMeter(coverages, spool, startMs);
  const writer = new BatchWriter({
    agent,
    recorders: [...recorders.values()],
    marks: () => [...claims.left, ...inputs.flatMap((input) => input.marks())],
    spool,
    minerFiles,
    clock,
    onEvent,
    onDurable: () => sender.notify(),
  });
  const onSlot = (sealed: boolean) => {
    if (!sealed) sender.beat();
    onEvent({ kind: "stats", stats: meter.take(clock.now()) });
  };
  const reader = new Reader({ ...settings, inputs, recorders, coverages, writer, spool, clock, onSlot });
  const common = { agent, host, coverages, spool, writer, rejections };
  const heartbeats = (number: number | null) =>
    heartbeatsOf(number, { ...common, nowMs: clock.now(), openSlotMs: reader.slotMs });
  return { reader, writer, heartbeats };
}
