import type { CountedSeries } from "../ports/series.ts";
import type { Connection } from "./connection.ts";
import { COUNTED_SERIES } from "./queries.ts";

/** A piece takes some 20 ms. */
const MOST_AT_ONCE = 5_000;

/** See `SeriesStore.countedSeries`. */
export function* countedSeries(db: Connection): Generator<readonly CountedSeries[], undefined> {
  for (let afterId = 0;;) {
    const piece = db.all<CountedSeries & { readonly id: number }>(COUNTED_SERIES, { afterId, most: MOST_AT_ONCE });
    if (piece.length === 0) return;
    afterId = piece.at(-1)!.id;
    yield piece;
  }
}
