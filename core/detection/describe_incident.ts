import type { ContributingMessage, IncidentFacts, IncidentMember, RelatedMessage } from "../incident_facts.ts";
import { ALL_TEMPLATES } from "../statistics/tally_windows.ts";
import type { EpisodeFigures } from "./figures/episode_figures.ts";
import { formatFigure } from "./figures/format_rate.ts";
import { formatChance, formatSpan } from "./figures/format_span.ts";
import { firstSign } from "./first_sign.ts";
import type { AnomalyKind } from "./anomaly.ts";
import { currentMembers, sinceMs } from "./current_members.ts";
import { isStop, isStopped } from "./is_stop.ts";
import { gravestMember, type Led } from "./leading_member.ts";
import { kindOf } from "./kinds/kinds.ts";
import type { KindContext, Words } from "./kinds/kind.ts";
import { shortText, textOf } from "./kinds/words.ts";
import { isMessage } from "./series_words.ts";
import { sum } from "../sum.ts";

/** How many series are named beside the leading one, and how many of the messages that came with them: while it goes on, and once it is over. */
const NAMED = { open: 12, over: 3 };
const RELATED = { open: 5, over: 3 };
/** A message did most of a rise when so much of it is its own. */
const MOSTLY = 0.5;

/**
 * An incident as an operator reads it: the title of its gravest finding; what was seen, what would have been usual, how seldom that
 * comes by chance; what deviated first; and which other series take part.
 */
export function describeIncident(
  episode: EpisodeFigures & Led,
  context: KindContext,
): Words {
  const { incident } = episode;
  const state = incident.isOpen ? "open" : "over";
  const most = { named: NAMED[state], related: RELATED[state] };
  const leading = gravestMember(episode);
  const sentences = [`${subject(leading, context)}: ${evidence(leading)}`];
  const members = currentMembers(incident);
  const first = firstSign(members, leading);
  if (first !== undefined) {
    sentences.push(`First sign, ${formatSpan(sinceMs(leading) - sinceMs(first))} before: ${named(first, context)}`);
  }
  const others = members.filter((member) => member !== leading && member !== first);
  if (others.length > 0) {
    const also = others.slice(0, most.named).map((other) => named(other, context)).join("; ");
    sentences.push(`Also: ${also}${rest(others.length + incident.more - most.named)}`);
  }
  const { contributors = [], related = [] } = incident;
  if (contributors.length > 0) {
    const did = contributors.slice(0, most.related).map((message) =>
      `${quoted(subject(message, context))} (${contribution(message)})`
    );
    sentences.push(`Mostly: ${did.join("; ")}`);
  }
  if (related.length > 0) sentences.push(`Seldom, and at that time: ${listed(related, context, most.related)}`);
  const before = incident.members.filter((member) => !members.includes(member));
  const earlier = (incident.earlier ?? []).map((message) => quoted(subject(message, context)));
  const over = [...before.map((member) => named(member, context)), ...earlier].slice(0, most.related);
  if (over.length > 0) sentences.push(`Before, and over since: ${over.join("; ")}`);
  if (incident.adopted) sentences.push("It is taken for the new normal");
  const title = titleOf(leading, episode, context) + mostly(leading, incident, context) + alsoIn(leading, incident);
  return { title, text: sentences.join(". ") };
}

/** What all that is counted of a source is called: `all lines of web`. */
export function wholeOf({ kind, source }: Pick<IncidentMember, "kind" | "source">): string {
  return `${kindOf(kind as AnomalyKind).whole} ${source}`;
}

/** What was seen in a series against what is usual. */
export function finding({ actual, expected, lower, upper, perDay, spanMs, words }: IncidentMember): string {
  if (words !== undefined) return words;
  const seen = `${formatLines(actual)} in ${formatSpan(spanMs)}`;
  const chance = `by chance ${formatChance(perDay)}`;
  if (expected === 0) return `${seen}, ${chance}`;
  const most = upper === null || !Number.isFinite(upper) ? null : upper;
  const usual = most === null
    ? `${formatFigure(expected)} expected`
    : `${formatFigure(Math.floor(lower))} to ${formatFigure(Math.ceil(most))} usual`;
  return `${seen} where ${usual}; ${chance}`;
}

/** What was seen in the leading series, and how much of its source is behind what is usual: `…, as learned from 1 day`. */
export function evidence(member: IncidentMember): string {
  const { learnedMs } = member;
  return finding(member) + (learnedMs === undefined ? "" : `, as learned from ${formatSpan(learnedMs)}`);
}

/** What was seen of a message that did much to a change of all lines: `204 lines in 4 min where 12 expected`. */
export function contribution(
  { actual, expected, spanMs }: Pick<ContributingMessage, "actual" | "expected" | "spanMs">,
): string {
  const span = spanMs === undefined ? "" : ` in ${formatSpan(spanMs)}`;
  return `${formatLines(actual)}${span} where ${formatFigure(expected)} expected`;
}

function formatLines(count: number): string {
  return count === 0 ? "no line" : `${formatFigure(Math.round(count))} ${count === 1 ? "line" : "lines"}`;
}

function named(member: IncidentMember, context: KindContext): string {
  const { source, successor } = member;
  const instead = successor === undefined
    ? ""
    : `; now ${quoted(subject({ source, template: successor }, context))} instead`;
  return `${quoted(subject(member, context))} (${finding(member)}${instead})`;
}

function listed(messages: readonly RelatedMessage[], context: KindContext, most: number): string {
  const texts = messages.slice(0, most).map((message) => quoted(subject(message, context)));
  return `${texts.join("; ")}${rest(messages.length - most)}`;
}

/** In quotes, where it has none of its own: an access log's message begins with them. */
function quoted(text: string): string {
  return text.includes('"') ? text : `"${text}"`;
}

function subject(
  { source, template, kind }: Pick<IncidentMember, "source" | "template"> & Partial<Pick<IncidentMember, "kind">>,
  context: KindContext,
): string {
  if (kind !== undefined && template === ALL_TEMPLATES) return wholeOf({ kind, source });
  return textOf(template, within(source, context));
}

/** What is known of the templates of one source, where no other one is named. */
function within(source: string, context: KindContext): KindContext {
  return { ...context, template: (id, other = source) => context.template(id, other) };
}

function rest(count: number): string {
  return count > 0 ? ` and ${count} more` : "";
}

function titleOf(member: IncidentMember, episode: EpisodeFigures, context: KindContext): string {
  return kindOf(member.kind as AnomalyKind).describe({ ...episode, ...member }, within(member.source, context)).title;
}

/** The message that did half and more of a rise of all lines, or of errors: `, mostly Invalid user <*>`. */
function mostly(leading: IncidentMember, incident: IncidentFacts, context: KindContext): string {
  if (leading.template !== ALL_TEMPLATES || moreLines(leading) <= 0) return "";
  const messages = currentMembers(incident).filter(({ source, template }) => {
    return source === leading.source && isMessage(template);
  });
  const most = messages.length > 0 ? mostOfMembers(messages, leading) : mostOfContributors(leading, incident);
  return most === undefined ? "" : `, mostly ${shortText(most.template, within(leading.source, context))}`;
}

function mostOfMembers(messages: readonly IncidentMember[], leading: IncidentMember): IncidentMember | undefined {
  const [most] = messages.toSorted((a, b) => moreLines(b) - moreLines(a));
  return most !== undefined && moreLines(most) >= MOSTLY * moreLines(leading) ? most : undefined;
}

/**
 * Where no message deviates by itself. Its lines are counted over a longer time than the change or a shorter one: in a longer one they are
 * held against all lines of the change, in a shorter one against those of as long.
 */
function mostOfContributors(
  leading: IncidentMember,
  { contributors = [] }: IncidentFacts,
): ContributingMessage | undefined {
  const own = contributors.filter(({ source }) => source === leading.source);
  const [most] = own;
  if (most?.spanMs === undefined) return undefined;
  const changes = own.map(({ actual, expected }) => actual - expected);
  const share = Math.min(1, most.spanMs / leading.spanMs);
  const least = Math.max(sum(changes), share * (leading.actual - leading.expected));
  return changes[0]! >= MOSTLY * least ? most : undefined;
}

/** Lines a millisecond above what was expected. */
function moreLines({ actual, expected, spanMs }: IncidentMember): number {
  return (actual - expected) / spanMs;
}

/** What else a title names: the logs that have stopped as the leading one has, while it has only those, and the others in which something was found. */
function alsoIn(leading: IncidentMember, incident: IncidentFacts): string {
  const members = currentMembers(incident).filter(({ source }) => source !== leading.source);
  const stops = isStop(leading) ? members.filter((member) => isStop(member) && member.kind === leading.kind) : [];
  const alike = isStopped(leading) ? stops.filter(isStopped) : stops;
  const stopped = sourcesOf(alike),
    others = sourcesOf(members.filter((member) => !stops.includes(member) && !stopped.includes(member.source)));
  const andStopped = stopped.length > 1
    ? ` and ${stopped.length} other logs`
    : stopped.map((one) => ` and ${one}`).join("");
  // "Also" beside a stop would say that these have stopped, too.
  const words = isStop(leading) ? "other changes in" : "also in";
  return andStopped + (others.length === 0 ? "" : ` (${words} ${others.join(", ")})`);
}

function sourcesOf(members: readonly IncidentMember[]): string[] {
  return [...new Set(members.map(({ source }) => source))];
}
