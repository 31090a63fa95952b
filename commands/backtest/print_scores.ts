import { readLog } from "../../logs/read_log.ts";
import { userPath } from "../../settings/user_path.ts";
import { print } from "../../terminal/print.ts";
import { scoreSeries } from "./score_series.ts";

/** Prints one score a row of a series in a file, plain or .gz, or on standard input. */
export async function printScores(file: string, signal: AbortSignal): Promise<void> {
  for await (const scores of scoreSeries(readLog(userPath(file)))) {
    if (signal.aborted) return;
    print(scores.join("\n"));
  }
}
