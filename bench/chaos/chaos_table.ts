import { isConserved, type Standing } from "./conservation.ts";
import type { ChaosOutcome } from "./run_chaos.ts";

/** The head of the table of runs. */
export const CHAOS_HEAD =
  "| store | seed | kills | rotations | requests spoiled | written | counted | rejected | lost | exact |\n" +
  "|---|---|---|---|---|---|---|---|---|---|";

/** Events of a log that are shown where its lines are not accounted for. */
const MOST_TOLD = 100;

/** Whether each line of a run is accounted for, and nothing has ended by itself. */
export function isExact({ standings, complaints }: ChaosOutcome): boolean {
  return standings.length > 0 && standings.every(isConserved) && complaints.length === 0;
}

/** A run's row. */
export function chaosRow(outcome: ChaosOutcome): string {
  const { store, seed, kills, rotations, spoiled, standings } = outcome;
  const sum = (of: (standing: Standing) => number) => standings.reduce((total, standing) => total + of(standing), 0);
  const lines = [
    sum(({ written }) => written),
    sum(({ stored }) => stored),
    sum(({ rejected }) => rejected),
    sum(({ lost }) => lost),
  ];
  const cells = [store, seed, kills, rotations, spoiled, ...lines, isExact(outcome) ? "yes" : "**no**"];
  return `| ${cells.join(" | ")} |`;
}

/** A table of what LogIQ and Telegraf have made of each log in a run. */
export function besideTable({ standings, byTelegraf }: ChaosOutcome): string[] {
  const rows = standings.map(({ source, written, stored, rejected, lost }) => {
    const { different, doubled } = byTelegraf.get(source)!;
    const unnamed = written - stored - rejected - lost;
    return [source, written, lost, Math.max(0, unnamed), Math.max(0, -unnamed), written - different, doubled];
  });
  const total = rows.reduce((sums, row) => sums.map((sum, i) => i === 0 ? sum : Number(sum) + Number(row[i])), [
    "all",
    ...Array<number>(6).fill(0),
  ]);
  return [
    "| log | written | LogIQ: lost, and told | lost, untold | doubled | Telegraf: lost | doubled |",
    "|---|---|---|---|---|---|---|",
    ...[...rows, total].map((row) => `| ${row.join(" | ")} |`),
  ];
}

/** What is wrong in a run, a line for each log, and how the parts stood at its end; empty where nothing is. */
export function faultsOf(outcome: ChaosOutcome): string[] {
  if (isExact(outcome)) return [];
  const wrong = outcome.standings.filter((standing) => !isConserved(standing));
  const told = wrong.flatMap(({ source }) => outcome.told.filter((line) => line.includes(source)).slice(-MOST_TOLD));
  return [...wrong.map((standing) => JSON.stringify(standing)), ...outcome.complaints, ...outcome.atEnd, ...told];
}
