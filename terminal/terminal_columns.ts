/** What a terminal is taken to have that does not say, as behind a serial line. */
const USUAL_COLUMNS = 80;

/** Columns of the terminal that standard output goes to, or null where it goes elsewhere. */
export function terminalColumns(
  isTerminal: boolean = Deno.stdout.isTerminal(),
  size: () => { readonly columns: number } = Deno.consoleSize,
): number | null {
  return isTerminal ? size().columns || USUAL_COLUMNS : null;
}
