import type { LinePoint } from "../../core/line_point.ts";
import { seriesHash } from "./series_hash.ts";

/** Which series of points that are no lines are stored: as many as there is room for, since the api's start. A field is one of its own. */
export class PointSeriesLimit {
  readonly #most: number;
  readonly #onOverflow: () => void;
  readonly #known = new Set<number>();

  /** `onOverflow` is told of each point that is left out. */
  constructor({ most, onOverflow }: { readonly most: number; readonly onOverflow: () => void }) {
    this.#most = most;
    this.#onOverflow = onOverflow;
  }

  /** Whether a point is to be stored. */
  admits(point: LinePoint): boolean {
    const added = hashesOf(point).filter((hash) => !this.#known.has(hash));
    if (this.#known.size + added.length > this.#most && added.length > 0) {
      this.#onOverflow();
      return false;
    }
    for (const hash of added) this.#known.add(hash);
    return true;
  }
}

function hashesOf({ measurement, tags, fields }: LinePoint): number[] {
  const series = [measurement, ...[...tags].map(([name, value]) => `${name}\n${value}`).sort()].join("\n\n");
  return [...fields.keys()].map((field) => seriesHash(`${series}\n\n\n${field}`));
}
