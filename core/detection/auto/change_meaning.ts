import { ALL_TEMPLATES } from "../../statistics/tally_windows.ts";
import { drop } from "../kinds/drop.ts";
import { errors } from "../kinds/errors.ts";
import type { AnomalyKind } from "../kinds/kinds.ts";
import { mix } from "../kinds/mix.ts";
import { rise } from "../kinds/rise.ts";
import { season } from "../kinds/season.ts";
import { spike } from "../kinds/spike.ts";
import type { Change, ChangeWatch } from "./change_watch.ts";
import type { TrafficLevel } from "./traffic_level.ts";

/** What stands for all lines of level error and above where a template's id would be. */
export const ERROR_LINES = "!errors";
/** A change that began longer ago is a slow one. */
const SLOW_MS = 3_600_000;
/** Evidence from which another message has changed too, nats. */
const OPPOSITE_NATS = 7;

/** What else goes on in the source. */
export interface Surroundings {
  readonly messages: Iterable<readonly [template: string, watch: { readonly change: ChangeWatch }]>;
  readonly traffic: ChangeWatch;
  readonly level: TrafficLevel;
  /** The tick that goes on, or has just ended. */
  readonly tick: { readonly lines: number };
}

/**
 * What a change of a rate means.
 * @param series a template, `*` for all lines, or {@linkcode ERROR_LINES}.
 */
export function meaningOf(
  { ratio, actual, ticks, startMs }: Change,
  { series, endMs }: { readonly series: string; readonly endMs: number },
  around: Surroundings,
): AnomalyKind {
  if (series === ERROR_LINES) return errors.name;
  if (series !== ALL_TEMPLATES && hasOpposite(ratio, around)) return mix.name;
  if (ratio < 1) return drop.name;
  if (series === ALL_TEMPLATES && around.level.isUsualAtAnotherTime(actual / ticks)) return season.name;
  return endMs - startMs > SLOW_MS ? rise.name : spike.name;
}

/** Whether another message has changed the other way while the traffic as a whole is usual. */
function hasOpposite(ratio: number, { messages, traffic }: Surroundings): boolean {
  const { strongest } = traffic;
  if (strongest !== null && strongest.nats > OPPOSITE_NATS) return false;
  for (const [, { change }] of messages) {
    const other = change.strongest;
    if (other !== null && other.ratio > 1 !== ratio > 1 && change.calibrated(other) > OPPOSITE_NATS) return true;
  }
  return false;
}
