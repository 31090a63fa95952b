/** A line, and when it was logged, epoch milliseconds. */
export interface ScriptedLine {
  readonly source: string;
  readonly atMs: number;
  readonly text: string;
}

/** Where scripts begin: a window's start. */
export const START_MS = Date.UTC(2026, 2, 2, 10);
export const WINDOW_MS = 2000;

/** A line of window `window`, at `second` within it, without its time stamp. */
export function line(window: number, text: string, { source = "web", second = 0 } = {}): ScriptedLine {
  return { source, atMs: START_MS + window * WINDOW_MS + second * 1000, text };
}

/** Lines as their logger wrote them, time stamps included. */
export function written(lines: readonly ScriptedLine[]): string {
  return lines.map(({ atMs, text }) => `${new Date(atMs).toISOString()} ${text}\n`).join("");
}
