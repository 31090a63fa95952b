import type { Episode } from "../episode.ts";
import { currentMembers } from "../current_members.ts";
import { scoreOf } from "../figures/score_of.ts";
import { isMessage } from "../series_words.ts";
import type { IncidentState } from "./incident_state.ts";
import { isSame, type Series } from "./same_series.ts";

/** How many series an incident tells of. */
const TOLD = 20;

/** An incident in figures: those of its leading series. @param isOpen whether it goes on. */
export function incidentEpisode(id: string, state: IncidentState, isOpen: boolean): Episode {
  const { kind, source, startMs, lastMs, adopted, againMs, earlier, muted } = state;
  const template = state.survivor ?? state.template;
  const members = [...state.members].sort((a, b) => a.startMs - b.startMs || a.perDay - b.perDay);
  const current = currentMembers({ members, againMs, isOpen });
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
      adopted,
      isOpen,
      ...(muted ? { muted } : {}),
    },
  };
}
