/** What a source's template, or another series of it, is known by among those of all sources: a key of maps and sets, and an order. */
export function seriesKey(source: string, template: string): string {
  return `${source}\u0000${template}`;
}
