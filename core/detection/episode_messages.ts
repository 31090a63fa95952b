import { beganMs } from "./current_members.ts";
import type { Episode } from "./episode.ts";
import { isMessage } from "./series_words.ts";

/** What a message is known by. */
export interface MessageKey {
  /** Source of its lines. */
  readonly source: string;
  /** Id of its template. */
  readonly template: string;
}

/** Lines so long before and after an episode are of its time, milliseconds: seldom messages are told by five minutes. */
const AROUND_MS = 300_000;

/** The messages that an episode is told by: its own, those that take part or did most to it, and seldom ones that came with it. */
export function messagesOf({ source, template, contributors, incident }: Episode): MessageKey[] {
  const own = [{ source, template }, ...contributors.slice(0, 1).map(({ template }) => ({ source, template }))];
  const { members = [], contributors: mostly = [], related = [] } = incident ?? {};
  const all = [...own, ...members, ...mostly, ...related];
  return all.filter(({ template }) => isMessage(template)).map(({ source, template }) => ({ source, template }));
}

/** A line, and when it was written, epoch milliseconds. */
export interface DatedLine {
  readonly atMs: number;
  readonly line: string;
}

/** When an episode goes on, epoch milliseconds; what came before it opened again is of another time. */
type Time = Pick<Episode, "startMs" | "endMs" | "incident">;

/** Of lines of a message the one that shows an episode best: its first within it, else the last that came shortly before; undefined: none. */
export function lineOf(episode: Time, lines: readonly DatedLine[]): DatedLine | undefined {
  const byTime = lines.toSorted((a, b) => a.atMs - b.atMs), startMs = beganMs(episode);
  return byTime.find((line) => isOwn(episode, line)) ??
    byTime.findLast(({ atMs }) => atMs >= startMs - AROUND_MS && atMs < startMs);
}

/** Whether a line was written while an episode went on, so far: what is seen by five minutes may be late by as much. */
export function isOwn(episode: Time, { atMs }: Pick<DatedLine, "atMs">): boolean {
  return atMs >= beganMs(episode) && atMs < episode.endMs + AROUND_MS;
}
