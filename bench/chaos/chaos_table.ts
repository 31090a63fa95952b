import { isConserved, type Standing } from "./conservation.ts";
import type { ChaosOutcome } from "./run_chaos.ts";

/** The head of the table of runs. */
export const CHAOS_HEAD =
  "| store | seed | kills | rotations | requests spoiled | written | counted | rejected | lost | exact |\n" +
  "|---|---|---|---|---|---|---|---|---|---|";

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

/** What is wrong in a run, a line for each log. */
export function faultsOf({ standings, complaints }: ChaosOutcome): string[] {
  const wrong = standings.filter((standing) => !isConserved(standing));
  return [...wrong.map((standing) => JSON.stringify(standing)), ...complaints];
}
