import type { LabelledInterval } from "./labelled_interval.ts";

/** What labels are compared with: an incident in short. */
export interface CalledIncident {
  readonly kind: string;
  readonly startMs: number;
  readonly calledMs: number;
  /** All that it says, every message that explains it included. */
  readonly text: string;
}

/** `right`: it found a label. `beside`: it is in the time of one, but names none of its messages. `false`: it is in no label's time. */
export type Verdict = "right" | "beside" | "false";

/** An incident by what labels say of it. */
export interface Judged {
  readonly incident: CalledIncident;
  readonly verdict: Verdict;
  /** Labels that it found. */
  readonly labels: readonly LabelledInterval[];
}

/** An incident may begin a little before its label does, whose times are a person's, and be called a little after its end. */
const BEFORE_MS = 60_000;
const AFTER_MS = 300_000;

/**
 * Holds incidents against labels. An incident is in a label's time when it begins or is called from a minute before the label's start to five
 * minutes after its end; it has found the label when it names one of its messages as well.
 */
export function judgeIncidents(
  incidents: readonly CalledIncident[],
  labels: readonly LabelledInterval[],
): Judged[] {
  return incidents.map((incident) => {
    const near = labels.filter((label) => isNear(incident, label));
    const found = near.filter(({ messages }) => names(incident, messages));
    const verdict = found.length > 0 ? "right" : near.length > 0 ? "beside" : "false";
    return { incident, verdict, labels: found };
  });
}

function isNear({ startMs, calledMs }: CalledIncident, label: LabelledInterval): boolean {
  return [startMs, calledMs].some((ms) => ms >= label.startMs - BEFORE_MS && ms <= label.endMs + AFTER_MS);
}

function names({ text }: CalledIncident, messages: readonly string[]): boolean {
  return messages.length === 0 || messages.some((message) => text.includes(message));
}
