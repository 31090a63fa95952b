import type { ContributingMessage, EarlierMessage, RelatedMessage } from "../../incident_facts.ts";
import type { Finding } from "./finding.ts";
import type { HeldMember } from "./held_member.ts";

/** An incident that goes on, as it is kept between two runs. */
export interface IncidentState {
  /** What it is known by: its first finding. */
  readonly kind: Finding["kind"];
  readonly source: string;
  readonly template: string;
  readonly startMs: number;
  /** When it was opened, this time, when a series joined last, and the end of the last finding, epoch milliseconds. */
  readonly openedMs: number;
  readonly grownMs: number;
  readonly lastMs: number;
  /** End of the last finding: that a message has doubled is none. @default openedMs */
  readonly foundMs?: number;
  /** Whether all of it is normal: an operator has said so, or it has been missing for a day. */
  readonly adopted: boolean;
  /** Its last pause: from the end of a finding to the start of what was found next. @default {it has had none since it began} */
  readonly pause?: { readonly startMs: number; readonly endMs: number };
  /** When it last began again. @default {it has not} */
  readonly againMs?: number;
  /** What did most to it, or came with it, before that. @default none */
  readonly earlier?: readonly EarlierMessage[];
  /** It has ended, and is remembered for what a slow test sees of it later. @default false */
  readonly isOver?: boolean;
  /** What its template was merged into. @default {it is still a template} */
  readonly survivor?: string;
  /** It ends because all of it is muted. */
  readonly muted?: boolean;
  readonly members: readonly HeldMember[];
  /** What did most to a change of all lines, the first most. @default none */
  readonly contributors?: readonly ContributingMessage[];
  /** What else is seldom seen and came with it, the rarest first. @default none */
  readonly related?: readonly RelatedMessage[];
}
