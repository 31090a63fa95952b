import { formatFigure } from "../core/detection/figures/format_rate.ts";

/** Time of day, local: `14:03:22`. */
export function formatTime(epochMs: number): string {
  return new Date(epochMs).toTimeString().slice(0, 8);
}

/** Date and time, local: `2026-03-01 14:03:22`. */
export function formatDateTime(epochMs: number): string {
  const date = new Date(epochMs);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${formatTime(epochMs)}`;
}

/** Date and time in UTC: `2026-03-01 14:03:22`. */
export function formatUtc(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 19).replace("T", " ");
}

/** A length of time in seconds: `2 s`, `0.4 s`. */
export function formatSeconds(ms: number): string {
  return `${formatFigure(ms / 1000)} s`;
}
