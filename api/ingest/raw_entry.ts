import { z } from "zod";
import { levelOf } from "../../core/mining/header/levels.ts";
import { parseTime } from "../../core/parse_time.ts";
import { shownText } from "../../core/shown_text.ts";

/** One line as a client sends it in JSON, checked. */
export interface RawEntry {
  readonly content: string;
  readonly template?: string;
  readonly source?: string;
  readonly host?: string;
  /** Index into LEVELS. */
  readonly level?: number;
}

/** The longest template text that a client may give, characters. */
const LONGEST_TEMPLATE = 4096;

const name = z.string().min(1).max(255).refine(isShown, "expected no control characters").refine(
  (text) => text !== "*",
  'expected a name, "*" stands for all',
);

const rawEntry = z.object({
  content: z.string(),
  template: z.string().min(1).max(LONGEST_TEMPLATE).refine(isShown, "expected no control characters").nullish(),
  source: name.nullish(),
  host: name.nullish(),
  level: z.string().max(255).nullish(),
  timestamp: z.union([z.string(), z.number()]).nullish().refine(
    isTime,
    "expected an ISO 8601 time or epoch milliseconds",
  ),
});

/** What is no object at all is refused without a look at its members, which would take a hundred times as long. */
const NO_ENTRY = { reason: "entry: expected an object with content" };

/** A checked entry, or why it is refused. */
export type EntryOutcome = { readonly entry: RawEntry } | { readonly reason: string };

/**
 * Checks one entry of a JSON array or one line of NDJSON. Members that it does not know are ignored, a null member counts
 * as absent. `timestamp` is checked and then left alone: lines count when they arrive.
 */
export function checkEntry(value: unknown): EntryOutcome {
  if (typeof value !== "object" || value === null) return NO_ENTRY;
  const parsed = rawEntry.safeParse(value);
  if (!parsed.success) return { reason: reasonOf(parsed.error) };
  const { content, template, source, host, level } = parsed.data;
  return {
    entry: {
      content: content.toWellFormed(),
      ...(template && { template: template.toWellFormed() }),
      ...(source && { source: source.toWellFormed() }),
      ...(host && { host: host.toWellFormed() }),
      ...knownLevel(level),
    },
  };
}

/** A level, as an index into LEVELS; a word that is no level leaves it to the line itself. */
export function knownLevel(word: string | null | undefined): { level?: number } {
  const level = levelOf(word?.trim() ?? "");
  return level === 0 ? {} : { level };
}

/** Checks a name of a source or host given in the query. @throws never; null where it is no name. */
export function checkedName(text: string): string | null {
  return name.safeParse(text).success ? text.toWellFormed() : null;
}

function isShown(text: string): boolean {
  return shownText(text) === text.toWellFormed();
}

function isTime(value: string | number | null | undefined): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "number") return Math.abs(value) <= 8.64e15;
  return !value.startsWith("-") && value !== "now" && parseTime(value, 0) !== null;
}

function reasonOf(error: z.ZodError): string {
  const issue = error.issues[0]!;
  const member = issue.path.join(".");
  return member === "" ? `entry: ${issue.message}` : `${member}: ${issue.message}`;
}
