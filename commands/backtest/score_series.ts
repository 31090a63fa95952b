import { cutText } from "../../core/cut_text.ts";
import { ValueScorer } from "../../core/detection/value_series/value_scorer.ts";
import { LineStream } from "../../counting/line_stream.ts";
import { isSeriesHeader, readSeriesRow } from "./series_row.ts";

/** A row has two short columns: what is longer is no row, and only its beginning is told. */
const LONGEST_ROW = 1_000;

/**
 * Scores a series in CSV, `timestamp,value`, as its bytes come: one score a row, made from it and earlier ones; 1 or more is an alarm. A first
 * line that begins with no time is a header; empty lines are no rows. Rows without a value score 0.
 * @throws {Error} for a row that can't be read, after the scores of earlier pieces.
 */
export async function* scoreSeries(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<number[]> {
  const scorer = new ValueScorer(), decoder = new TextDecoder();
  let scores: number[] = [], rows = 0, isFirst = true;
  const lines = new LineStream((buffer, start, end) => {
    const line = cutText(decoder.decode(buffer.subarray(start, end)), LONGEST_ROW);
    if (line.trim() === "" || isFirst && isSeriesHeader(line)) {
      isFirst &&= line.trim() === "";
      return;
    }
    isFirst = false;
    const { time, value } = readSeriesRow(line, ++rows);
    scores.push(scorer.score(time, value));
  });
  for await (const piece of pieces) {
    lines.push(piece);
    if (scores.length > 0) yield scores;
    scores = [];
  }
  lines.end();
  if (scores.length > 0) yield scores;
}
