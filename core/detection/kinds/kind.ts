import type { AnomalyFacts, Severity } from "../../anomaly_facts.ts";
import type { EpisodeFigures, WindowFigures } from "../figures/episode_figures.ts";
import type { SeriesRule } from "./series_rule.ts";
import type { SourceRule } from "./source_rule.ts";

/** What is needed to say an episode in words. */
export interface KindContext {
  /** Length of a window, milliseconds. */
  readonly windowMs: number;
  /** A template's text and a line of it, where the registry has them; of the episode's source, where none is named. */
  readonly template: (id: string, source?: string) => { readonly text: string; readonly sample: string } | undefined;
}

/** An anomaly in words: one line, and all that there is to say. Figures in words are per second. */
export interface Words {
  /** One line for a list or an alert. */
  readonly title: string;
  /** What was seen against what was expected. */
  readonly text: string;
}

/** A named figure or text of an alert. */
export type AlertRow = readonly [name: string, value: string];

/** Colour in charts and tables, as Grafana names it; each kind has its own. */
export type ChartColour =
  | "red"
  | "orange"
  | "yellow"
  | "green"
  | "blue"
  | "purple"
  | `${"dark" | "semi-dark" | "light"}-${string}`;

/** Colour in the terminal. */
export type TerminalColour = "red" | "yellow" | "green" | "blue" | "magenta" | "cyan";

/**
 * One kind of anomaly: all that LogIQ knows of it. Every detector, the terminal, the api, the dashboards and the demos' judge take it
 * from the list in `kinds.ts`, and none of them names a kind.
 *
 * A kind says what an anomaly means, whoever calls it: {@link describe}, {@link severity}, {@link alertRows} and the colours
 * make words of the figures of an episode. How it is found belongs to a detector. The sigma detector takes that from {@link sigma};
 * a kind without it is not called by that one, and another detector may call it by naming it in its outcomes.
 */
export interface Kind<Name extends string = string> {
  /** What it is stored and filtered by, never to be changed. */
  readonly name: Name;
  /** What tables and charts call it. */
  readonly title: string;
  /** What stands before its subject where there is little room. */
  readonly label: string;
  /** What it looks like, everywhere alike. */
  readonly colours: { readonly chart: ChartColour; readonly terminal: TerminalColour };
  /** Whether anomalous windows in a row are one episode that is closed at their end; else each is called alone and never closed. */
  readonly lasts: boolean;
  /** Whether something is missing, so that it goes on until that is back. */
  readonly isHeld: boolean;
  /** Whether lines are lacking, and not too many: what lacks after a rise is another incident. */
  readonly lacks: boolean;
  /** Whether it may be what another change leaves, so that it belongs to an incident of its source that goes on. */
  readonly follows: boolean;
  /** Whether a rate has changed, of whichever message: more of the same while one goes on belongs to it. */
  readonly isChange: boolean;
  /** Whether it is called by a message's first lines, so that more of them are the same incident, growing. */
  readonly grows: boolean;
  /** Whether it counts lines of level error and above alone: these are another series than all lines. */
  readonly isOfErrors: boolean;
  /** What it counts of a source as a whole is called, before the source's name. */
  readonly whole: string;
  /** What the lines of the most extreme window are called. */
  readonly extreme: string;
  /** Whether a window is more extreme than those before it: an episode has the figures of its most extreme one. */
  isMoreExtreme(window: WindowFigures, than: WindowFigures): boolean;
  /** An episode as an operator reads it. */
  describe(episode: EpisodeFigures, context: KindContext): Words;
  /** How much an episode matters. */
  severity(episode: EpisodeFigures): Severity;
  /** The rows of an alert between its source and its time. */
  alertRows(anomaly: AnomalyFacts): AlertRow[];
  /** The limit that was crossed, as a table shows it; empty: there is none. */
  limit(anomaly: AnomalyFacts): string;
  /** What it is about, where the kind is named already. */
  subject(anomaly: AnomalyFacts): string;
  /** How the sigma detector finds it. */
  readonly sigma?: SigmaPart;
}

/** A kind in the sigma detector: found series by series, or in the windows of a source. */
export interface SigmaPart {
  /** All lines of a source, and each template's, against their bands. */
  readonly series?: SeriesRule;
  /** What has to do with no band. */
  readonly source?: SourceRule;
}

type Optional =
  | "label"
  | "isHeld"
  | "lacks"
  | "follows"
  | "isChange"
  | "grows"
  | "isOfErrors"
  | "whole"
  | "extreme"
  | "isMoreExtreme"
  | "limit"
  | "subject";

/**
 * A kind with what is usual filled in: it is labelled by its name, more lines are more extreme and their most is the peak, it has no limit,
 * and its title says what it is about.
 */
export function defineKind<Name extends string>(
  own: Omit<Kind<Name>, Optional> & Partial<Pick<Kind<Name>, Optional>>,
): Kind<Name> {
  return {
    label: own.name,
    isHeld: false,
    lacks: false,
    follows: false,
    isChange: false,
    grows: false,
    isOfErrors: false,
    whole: "all lines of",
    extreme: "peak",
    isMoreExtreme: (window, than) => window.actual > than.actual,
    limit: () => "",
    subject: ({ title }) => title,
    ...own,
  };
}
