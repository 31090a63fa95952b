import { LEVELS } from "../core/mining/header/levels.ts";
import type { Words } from "./columns.ts";

const COLORS: Readonly<Record<(typeof LEVELS)[number], string>> = {
  "-": "#8E8E8E",
  trace: "#7EB26D",
  debug: "#6ED0E0",
  info: "green",
  notice: "blue",
  warn: "orange",
  error: "red",
  fatal: "dark-red",
};

/** Every level of a line with its colour, everywhere alike. */
export const LEVEL_WORDS: Words = Object.fromEntries(LEVELS.map((level) => [level, [level, COLORS[level]]]));
