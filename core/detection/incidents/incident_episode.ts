import type { IncidentMember } from "../../incident_facts.ts";
import type { AnomalyKind } from "../anomaly.ts";
import { currentMembers } from "../current_members.ts";
import type { Episode } from "../episode.ts";
import { scoreOf } from "../figures/score_of.ts";
import { kindOf } from "../kinds/kinds.ts";
import { gravestMember } from "../leading_member.ts";
import { isMessage } from "../series_words.ts";
import type { HeldMember } from "./held_member.ts";
import type { IncidentState } from "./incident_state.ts";
import { isSame, type Series } from "./same_series.ts";

/** How many series an incident tells of. */
const TOLD = 20;

/** An incident in figures: those of its leading series. @param isOpen whether it goes on. */
export function incidentEpisode(id: string, state: IncidentState, isOpen: boolean): Episode {
  const { kind, source, startMs, lastMs, againMs, earlier, muted } = state;
  const template = state.survivor ?? state.template;
  const members = [...state.members].sort((a, b) => a.startMs - b.startMs || a.perDay - b.perDay);
  const current = currentMembers({ members, againMs, isOpen });
  const incident = { members: current, more: 0, adopted: false };
  const leading = current.find((member) => isSame(member, { kind, source, template })) ?? current[0]!;
  const { actual, expected, lower, upper, perDay } = leading;
  const others = members.filter((member) => member !== leading).sort((a, b) => a.perDay - b.perDay);
  const told = new Set([leading, ...others.slice(0, TOLD - 1)]);
  const isTold = (message: Series) => members.some((member) => isSame(member, message));
  const contributors = (state.contributors ?? []).filter((message) => !isTold(message));
  const related = (state.related ?? []).filter((message) => {
    return !isTold(message) && !contributors.some((contributor) => isSame(contributor, message));
  });
  return {
    id,
    kind,
    source,
    template,
    startMs,
    endMs: lastMs,
    actual,
    expected,
    threshold: actual > expected && upper !== null && Number.isFinite(upper) ? upper : lower,
    score: scoreOf(perDay),
    parent: null,
    contributors: [...current, ...contributors].filter((message) => {
      return message.source === source && isMessage(message.template);
    }).slice(0, 3),
    incident: {
      members: members.filter((member) => told.has(member)),
      more: members.length - told.size,
      ...(contributors.length > 0 ? { contributors } : {}),
      ...(related.length > 0 ? { related } : {}),
      ...(againMs !== undefined && { againMs }),
      ...(earlier !== undefined && { earlier: earlier.filter((message) => !isTold(message)) }),
      adopted: state.adopted || isNewLevel(current, gravestMember({ kind, source, template, incident })),
      isOpen,
      ...(muted ? { muted } : {}),
    },
  };
}

/** Whether what an incident is told by is the new level: by itself, or as all lines of its log change by it. That another log's is says nothing of an outage. */
function isNewLevel(members: readonly HeldMember[], told: IncidentMember): boolean {
  const { isChange, lacks } = kindOf(told.kind as AnomalyKind);
  return members.filter(({ isAdopted }) => isAdopted).some((member) => {
    return member === told || isChange && member.source === told.source && kindOf(member.kind).lacks === lacks;
  });
}
