/** Columns of the terminal that standard output goes to, or null where it goes elsewhere. */
export function terminalColumns(): number | null {
  return Deno.stdout.isTerminal() ? Deno.consoleSize().columns : null;
}
