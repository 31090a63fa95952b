import assert from "node:assert/strict";
import { paletteFor } from "./palette.ts";

Deno.test("paletteFor() has colours for a terminal alone", () => {
  const shown = (isTerminal: boolean) => paletteFor({ isTerminal: () => isTerminal }).red("x");
  assert.equal(shown(false), "x");
  assert.equal(shown(true), Deno.noColor ? "x" : "\u001b[31mx\u001b[39m");
});
