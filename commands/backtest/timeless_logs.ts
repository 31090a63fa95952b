import type { FileLineStats } from "../../windows/file_reading.ts";

/** A log, and what became of its lines. */
interface ReadLog {
  readonly source: string;
  readonly stats: FileLineStats;
}

/**
 * Throws where a log has lines, but no time in any of them.
 * @throws {Error} that names the logs, and says what was looked for.
 */
export function refuseTimeless(sources: readonly ReadLog[]): void {
  const timeless = sources.filter(({ stats }) => stats.read > 0 && stats.timeless === stats.read);
  if (timeless.length === 0) return;
  const names = timeless.map(({ source }) => `"${source}"`).join(", ");
  throw new Error(
    `Cannot evaluate ${names}: no line has a time stamp that is believed; expected one such as ${FORMS} (--field time=NAME says which)`,
  );
}

const FORMS = [
  '"2026-03-01T10:11:12Z"',
  '"2026-03-01 10:11:12,345"',
  '"Mar  1 10:11:12"',
  '"[01/Mar/2026:10:11:12 +0000]"',
  "epoch seconds, or a time in JSON or key=value",
].join(", ");
