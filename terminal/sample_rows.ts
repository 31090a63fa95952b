import wrapAnsi from "wrap-ansi";
import { cutText } from "../core/cut_text.ts";

/** How many lines a sample may take: its beginning alone would be a time, a level and a host, more often than not. */
const SAMPLE_ROWS = 2;
/** The end of a line in a record of several, as samples have it. */
const LINE_END = " ↵ ";
/** What names a failure in a trace: `OperationalError: connection refused`, not a frame. */
const REASON = /^(?:Caused by: )?[\w.:$]+: ./;
/** Of what there is room for, the most that the reason takes. */
const REASON_SHARE = 0.6;

/** A line or record in a few rows; of one that has no room there, its beginning and the last line that names a failure. */
export function sampleRows(sample: string, width: number): string[] {
  if (sample === "") return [];
  return wrapAnsi(cutSample(sample, SAMPLE_ROWS * width), width, { hard: true, wordWrap: false }).split("\n");
}

function cutSample(sample: string, length: number): string {
  if (sample.length <= length) return sample;
  const reason = sample.split(LINE_END).slice(1).findLast((line) => REASON.test(line));
  if (reason === undefined) return cutText(sample, length);
  const kept = cutText(reason, Math.floor(length * REASON_SHARE));
  const beginning = cutText(sample, length - LINE_END.length - kept.length);
  return beginning.includes(kept) ? cutText(sample, length) : `${beginning}${LINE_END}${kept}`;
}
