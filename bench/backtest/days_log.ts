import { gzipSync } from "node:zlib";
import { Generator } from "../../testing/logs/generator.ts";

const START_MS = Date.UTC(2026, 2, 2);
const HOUR_MS = 3_600_000;
const MESSAGES = 80;

/**
 * Writes a service's log of some days, plain and compressed beside it: 80 messages, about 3 lines a second with a daily course, times in order.
 * Returns how many lines it has.
 */
export function writeDaysLog(path: string, days: number): number {
  const g = new Generator(7);
  const messages = Array.from({ length: MESSAGES }, () => message(g));
  const hours = Array.from(
    { length: days * 24 },
    (_, hour) => hourOf(g, START_MS + hour * HOUR_MS, linesIn(hour), messages),
  );
  const bytes = new TextEncoder().encode(hours.join(""));
  Deno.writeFileSync(path, bytes);
  Deno.writeFileSync(`${path}.gz`, gzipSync(bytes));
  return Array.from({ length: days * 24 }, (_, hour) => linesIn(hour)).reduce((sum, lines) => sum + lines, 0);
}

function linesIn(hour: number): number {
  return Math.round(10_300 * (1 - 0.5 * Math.cos(hour / 12 * Math.PI)));
}

function hourOf(g: Generator, startMs: number, lines: number, messages: readonly string[]): string {
  const gapMs = HOUR_MS / lines;
  return Array.from(
    { length: lines },
    (_, i) => `${new Date(startMs + i * gapMs).toISOString()} ${line(g, messages)}\n`,
  )
    .join("");
}

function line(g: Generator, messages: readonly string[]): string {
  return `${g.pick(messages)} ${g.int(1, 99_999)} from ${g.ip()} in ${g.int(1, 4_000)}ms`;
}

/** A level, and words that no other message has. */
function message(g: Generator): string {
  return `${g.pick(["INFO", "INFO", "INFO", "WARN"])} [web] ${g.word()} ${g.word()} ${g.word()}`;
}
