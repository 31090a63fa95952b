import type { SeenHeartbeat } from "../core/heartbeat.ts";

/** How much of a window agents cover. */
export type Coverage = "whole" | "part" | "none";

/**
 * Up to when a source may be evaluated: where every live agent has acknowledged all that arrived before. Without a live agent, as
 * far as the last one came. -Infinity without any heartbeat.
 *
 * @param heartbeats those of one source.
 * @param liveSinceMs an agent that was seen at or after it is live.
 */
export function horizonOf(heartbeats: readonly SeenHeartbeat[], liveSinceMs: number): number {
  const live = heartbeats.filter(({ seenMs }) => seenMs >= liveSinceMs);
  const watermarks = (live.length > 0 ? live : heartbeats).map(({ watermarkMs }) => watermarkMs);
  return live.length > 0 ? Math.min(...watermarks) : Math.max(-Infinity, ...watermarks);
}

/** Whether one agent covers the whole window, some cover a part of it, or none is known to. */
export function coverageOf(
  heartbeats: readonly SeenHeartbeat[],
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): Coverage {
  const spans = heartbeats.filter(({ sinceMs, watermarkMs }) => sinceMs < endMs && watermarkMs > startMs);
  if (spans.some(({ sinceMs, watermarkMs }) => sinceMs <= startMs && watermarkMs >= endMs)) return "whole";
  return spans.length > 0 ? "part" : "none";
}

/**
 * Up to when a source's past is in the store before its first window is: null while it is being read, or nobody says.
 *
 * @param heartbeats those of one source.
 */
export function storedPastEnd(heartbeats: readonly SeenHeartbeat[]): number | null {
  if (heartbeats.length === 0 || heartbeats.some(({ pastBytes }) => pastBytes !== 0)) return null;
  return Math.min(...heartbeats.flatMap(({ watermarkMs, sinceMs }) => [watermarkMs, sinceMs]));
}

/** A source that was watched for so long without a line is known to be silent. */
const SILENT_MS = 60_000;

/**
 * Where learning a source begins: with the first complete window after its first live line, and not before `notBeforeMs`; where
 * that line came earlier, the source may be silent now, so that a line has to be awaited again. A file to which nothing was added for
 * a minute, as to an error log on a good day, begins with its first watched window. Null otherwise while there was no live line.
 */
export function learningStart(
  heartbeats: readonly SeenHeartbeat[],
  { windowMs, notBeforeMs }: { readonly windowMs: number; readonly notBeforeMs: number },
): { readonly fromMs: number; readonly awaitsLine: boolean } | null {
  const firstLive = heartbeats.flatMap(({ firstLiveMs }) => firstLiveMs === null ? [] : [firstLiveMs]);
  if (firstLive.length === 0) return startOfSilent(heartbeats, { windowMs, notBeforeMs });
  const first = Math.min(...firstLive);
  const fromMs = first - first % windowMs + windowMs;
  if (fromMs >= notBeforeMs) return { fromMs, awaitsLine: false };
  return { fromMs: Math.ceil(notBeforeMs / windowMs) * windowMs, awaitsLine: true };
}

function startOfSilent(
  heartbeats: readonly SeenHeartbeat[],
  { windowMs, notBeforeMs }: { readonly windowMs: number; readonly notBeforeMs: number },
): { readonly fromMs: number; readonly awaitsLine: boolean } | null {
  const sinceMs = Math.max(notBeforeMs, ...heartbeats.map((heartbeat) => heartbeat.sinceMs));
  const isSilent = heartbeats.every(({ lagBytes, watermarkMs }) =>
    lagBytes === 0 && watermarkMs >= sinceMs + SILENT_MS
  );
  return isSilent ? { fromMs: Math.ceil(sinceMs / windowMs) * windowMs, awaitsLine: true } : null;
}
