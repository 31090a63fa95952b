import { formatFigure } from "./format_rate.ts";

/** How many there are of something: `1 line`, `1,204 lines`. @param several where that is not the word with an s */
export function counted(count: number, what: string, several = `${what}s`): string {
  return `${formatFigure(count)} ${count === 1 ? what : several}`;
}
