import type { Snippet } from "./script.ts";

/** Names the two buckets of the LogIQ that the variable `bucket` selects: `data` with retention, `facts` without. */
export const BUCKETS: Snippet = {
  text: `
data = "\${bucket}"
facts = "\${bucket}_facts"`,
};

/** Keeps the rows of the sources that the variable `source` selects. */
export const OF_SOURCES = "r.source =~ /^\${source:regex}$/";

/** Keeps the rows of the one source that the variable `shown` selects. */
export const OF_SHOWN = "r.source =~ /^\${shown:regex}$/";

/** Keeps the rows of the one source that the variable `of` selects: the selected template's. */
export const OF_ITS_SOURCE = "r.source =~ /^\${of:regex}$/";

/** Keeps the rows of the selected template, those written under ids that it replaced included. */
export const OF_TEMPLATE = "r.template =~ /^\${members:regex}$/";
