import boxen from "boxen";
import type { ChalkInstance } from "chalk";
import wrapAnsi from "wrap-ansi";
import { cutText } from "../core/cut_text.ts";
import type { TerminalColour } from "../core/detection/kinds/kind.ts";

/** Columns of a box, and what its border and padding take of them, the title's own ends included. */
const LEAST_COLUMNS = 40, MOST_COLUMNS = 100, BORDER = 4, TITLE_BORDER = 8;
/** How many lines a value may take. */
const LONGEST = 3;

/** How wide things are in a box whose rows begin with a name, columns. */
export interface BoxLayout {
  readonly width: number;
  /** Longest title that is not cut. */
  readonly titleWidth: number;
  readonly nameWidth: number;
  /** What a name leaves of a row. */
  readonly textWidth: number;
}

/** @param columns of the terminal. */
export function boxLayout(columns: number, nameWidth: number): BoxLayout {
  const width = Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, columns - 2));
  return { width, titleWidth: width - TITLE_BORDER, nameWidth, textWidth: width - nameWidth - BORDER };
}

/** Rows in a box with round corners and a title in its border, which has its colour: boxen cuts a long one as if colours took room, in the midst of their codes. */
export function titledBox(
  rows: readonly string[],
  { title, colour, palette, layout: { width, titleWidth } }: {
    readonly title: string;
    readonly colour: TerminalColour;
    readonly palette: ChalkInstance;
    readonly layout: BoxLayout;
  },
): string {
  return boxen(rows.join("\n"), {
    title: ` ${cutText(title, titleWidth)} `,
    borderColor: palette.level ? colour : undefined,
    borderStyle: "round",
    padding: { left: 1, right: 1 },
    width,
  });
}

/** A name and its value, whose further lines stand below the first. */
export function namedRow(
  [name, value]: readonly [name: string, value: string],
  { nameWidth, textWidth }: BoxLayout,
  palette: ChalkInstance,
): string {
  const text = wrapAnsi(cutText(value, LONGEST * textWidth), textWidth, { hard: true });
  return `${palette.dim(name.padEnd(nameWidth))}${text.replaceAll("\n", "\n".padEnd(nameWidth + 1))}`;
}
