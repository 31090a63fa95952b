/** A piece of Flux that other queries build on: the packages that it imports, the pieces that it needs, its definitions. */
export interface Snippet {
  readonly imports?: readonly string[];
  readonly uses?: readonly Snippet[];
  readonly text: string;
}

/**
 * A whole Flux query: the imports of every snippet once, the snippets in the order in which they need one another, then `body`.
 * Grafana fills in `${source:regex}` and its like, and `v.timeRangeStart`, `v.timeRangeStop` and `v.windowPeriod`; it would also
 * take any `x.bucket`, `x.defaultBucket` and `x.organization` for its own, so no column may have these names.
 */
export function script(body: string, { uses = [], imports = [] }: Omit<Snippet, "text"> = {}): string {
  const snippets = withNeeds(uses);
  const packages = new Set([...snippets.flatMap((snippet) => snippet.imports ?? []), ...imports]);
  const head = [...packages].sort().map((name) => `import "${name}"`).join("\n");
  return [head, ...snippets.map(({ text }) => text), body].map((part) => part.trim()).filter(Boolean).join("\n\n") +
    "\n";
}

function withNeeds(snippets: readonly Snippet[]): Snippet[] {
  const all = snippets.flatMap((snippet) => [...withNeeds(snippet.uses ?? []), snippet]);
  return [...new Set(all)];
}
