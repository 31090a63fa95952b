const NAME_WIDTH = 26;

/** A figure of `eval`, by its name. */
export function row(name: string, value: string): string {
  return `${name.padEnd(NAME_WIDTH)} ${value}`;
}
