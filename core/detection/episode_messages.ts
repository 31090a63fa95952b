import { ALL_TEMPLATES } from "../statistics/tally_windows.ts";
import type { Episode } from "./episode.ts";

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
  return all.filter(({ template }) => template !== ALL_TEMPLATES).map(({ source, template }) => ({ source, template }));
}

/** Time of the lines that may explain an episode, so far: `[fromMs, toMs)`, epoch milliseconds. */
export function linesOf({ startMs, endMs }: Pick<Episode, "startMs" | "endMs">): {
  readonly fromMs: number;
  readonly toMs: number;
} {
  return { fromMs: startMs - AROUND_MS, toMs: endMs + AROUND_MS };
}
