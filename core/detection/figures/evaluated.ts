import type { Band } from "./band.ts";

/** What a series held in a window, and what it was expected to hold. */
export interface Evaluated {
  readonly template: string;
  readonly actual: number;
  readonly band: Band;
  readonly anomalous: boolean;
}
