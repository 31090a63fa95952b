import type { Alarm } from "./alarm.ts";
import type { Episode } from "./episode.ts";
import type { Evaluated } from "./figures/evaluated.ts";

export type { Evaluated } from "./figures/evaluated.ts";

/** What a window came to. Several for one window, in the order in which they are listed here. */
export type Outcome =
  /** A window of the learning phase: the `windows`-th of `of`. */
  | {
    readonly kind: "learning";
    readonly startMs: number;
    readonly windows: number;
    readonly of: number;
    readonly total: number;
    readonly templates: number;
  }
  /** Learning has ended; the range holds exactly the windows that were learned. */
  | {
    readonly kind: "established";
    readonly fromMs: number;
    readonly toMs: number;
    readonly mean: number;
    readonly stddev: number;
    readonly knownTemplates: number;
    /** Whether it was learned from the past that is stored, before the first window. @default false */
    readonly isPast?: boolean;
  }
  /** A window that was evaluated: all lines of the source, and the templates that had lines and a baseline. */
  | {
    readonly kind: "evaluated";
    readonly startMs: number;
    readonly traffic: Evaluated;
    readonly templates: readonly Evaluated[];
  }
  /** An episode's first window. Kinds whose episodes do not last have just this one, and are never closed. */
  | { readonly kind: "opened"; readonly episode: Episode }
  /** Another window of an open episode. */
  | { readonly kind: "extended"; readonly episode: Episode }
  /** The window after an episode's last. */
  | { readonly kind: "closed"; readonly episode: Episode }
  /** What would have opened or extended an episode, if an operator had not muted it, or it did not recur so often. */
  | { readonly kind: "muted"; readonly alarm: Alarm };
