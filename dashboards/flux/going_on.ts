import { KINDS } from "../../core/detection/kinds/kinds.ts";

/** Flux that says whether what `r` is about is missing: it goes on until that is back, whenever it was found last. */
export const IS_HELD = `(${
  KINDS.filter(({ isHeld }) => isHeld).map(({ name }) => `r.kind == "${name}"`).join(" or ")
})`;

/** Findings of an incident that goes on may be so far apart: until then its newest one lasts, milliseconds. */
export const LASTS_MS = 60_000;
