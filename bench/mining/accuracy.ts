/**
 * Scores the miner on Loghub's 2k samples: grouping accuracy (GA), F1 over groups (FGA), parsing accuracy (PA) and F1 over templates (FTA),
 * as defined by Khan et al. (ICSE 2022) and Jiang et al. (ISSTA 2024). In PA and FTA white space and runs of `<*>` do not count.
 *
 * `deno run -A bench/mining/accuracy.ts LOGHUB [SHUFFLES]`
 *
 * With SHUFFLES, also by how much GA moves when the lines come in other orders.
 */
import Table from "cli-table3";
import { Miner } from "../../core/mining/miner.ts";
import { seededBelow, shuffled } from "../../core/shuffled.ts";
import { parseCsv } from "./parse_csv.ts";

const ENCODER = new TextEncoder();

/** Lines of a log, and the text of the template that each belongs to. */
interface Labelled {
  readonly lines: readonly string[];
  readonly truth: readonly string[];
}

interface Score {
  readonly ga: number;
  readonly fga: number;
  readonly pa: number;
  readonly fta: number;
}

if (import.meta.main) {
  const [root, shuffles = "0"] = Deno.args;
  if (root === undefined) throw new TypeError("Cannot score: give the folder of Loghub's samples");
  const names = [...Deno.readDirSync(root)].filter((entry) => entry.isDirectory).map(({ name }) => name).sort();
  const table = new Table({ head: ["set", "GA", "FGA", "PA", "FTA", "GA moves by"], style: { head: [], border: [] } });
  for (const name of names) {
    const log = labelled(`${root}/${name}/${name}_2k.log`);
    const { ga, fga, pa, fta } = scoreOf(log);
    const moves = Array.from(
      { length: Number(shuffles) },
      (_, seed) => Math.abs(scoreOf(reordered(log, seed + 1)).ga - ga),
    );
    table.push([name, ...[ga, fga, pa, fta, Math.max(0, ...moves)].map((figure) => figure.toFixed(3))]);
  }
  console.log(table.toString());
}

function labelled(path: string): Labelled {
  const [head = [], ...rows] = parseCsv(Deno.readTextFileSync(`${path}_structured_corrected.csv`));
  const truth = rows.map((row) => row[head.indexOf("EventTemplate")]!);
  return { lines: Deno.readTextFileSync(path).split("\n").slice(0, truth.length), truth };
}

function scoreOf({ lines, truth }: Labelled): Score {
  const miner = new Miner({ maxTemplates: 10_000 });
  const handles = lines.map((line) => {
    const bytes = ENCODER.encode(line);
    return miner.mine(bytes, 0, bytes.length);
  });
  const mined = handles.map((handle) => miner.template(handle));
  const expected = groupsOf(truth), got = groupsOf(mined.map(({ id }) => id));
  const exact = [...expected].filter(([members]) => got.has(members));
  const isText = (line: number) => plain(mined[line]!.text) === plain(truth[line]!);
  const texts = exact.filter(([, first]) => isText(first)).length;
  const f1 = (found: number) => 2 * found / (got.size + expected.size);
  const grouped = exact.reduce((sum, [members]) => sum + members.split(",").length, 0);
  const parsed = lines.keys().filter(isText).toArray().length;
  return { ga: grouped / lines.length, fga: f1(exact.length), pa: parsed / lines.length, fta: f1(texts) };
}

/** By the lines of a group, the first of them. */
function groupsOf(labels: readonly string[]): Map<string, number> {
  const groups = Map.groupBy(labels.keys(), (line) => labels[line]!);
  return new Map([...groups.values()].map((lines) => [lines.join(","), lines[0]!]));
}

function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/(<\*> ?)+<\*>/g, "<*>").trim();
}

/** The lines in an order that follows from a number. */
function reordered({ lines, truth }: Labelled, seed: number): Labelled {
  const order = shuffled([...lines.keys()], seededBelow(seed));
  return { lines: order.map((i) => lines[i]!), truth: order.map((i) => truth[i]!) };
}
