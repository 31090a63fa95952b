import Table from "cli-table3";
import { Command } from "commander";
import { cutText } from "../core/cut_text.ts";
import { lineSample } from "../core/mining/line_sample.ts";
import { Miner } from "../core/mining/miner.ts";
import { escapedJson } from "../core/shown_text.ts";
import { fieldNames, FIELDS } from "../settings/field_names.ts";
import { UsageError } from "../settings/usage_error.ts";
import { userPath } from "../settings/user_path.ts";
import { print } from "../terminal/print.ts";
import { TemplateExplainer } from "./templates/explain_template.ts";
import { mineFiles, readRecords } from "./templates/mine_files.ts";

const MAX_TEMPLATES = 10_000;

interface TemplatesOptions {
  readonly assign?: boolean;
  readonly json?: boolean;
  readonly explain?: string;
  readonly limit: string;
  readonly field: string;
}

/** `templates FILE…`: mines files and prints their templates by count. */
export function templatesCommand(): Command {
  return new Command("templates")
    .description("Mine log files and list the message templates that they speak.")
    .argument("<files...>", "log files, mined in this order as one source")
    .option("--assign", "print one template id per input line, in order, as known at the end")
    .option("--json", "print JSON instead of a table")
    .option("--explain <id>", "show all about one template: text, first line, ancestors, values per position")
    .option("--field <names>", "fields of other names: message=NAME,level=NAME", "")
    .option("--limit <n>", "rows of the table, 0 for all", "50")
    .action((files: string[], options: TemplatesOptions) => run(files, options));
}

async function run(files: readonly string[], options: TemplatesOptions): Promise<void> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 0) {
    throw new UsageError(`Cannot show "${options.limit}" rows: expected an integer of at least 0`);
  }
  if (!FIELDS.test(options.field)) {
    throw new UsageError(`Cannot take fields "${options.field}": expected "message=NAME,level=NAME"`);
  }
  const miner = new Miner({ maxTemplates: MAX_TEMPLATES });
  const paths = files.map(userPath);
  const { handles, counts } = await mineFiles(miner, paths, { fields: fieldNames(options.field) });
  if (options.assign) return printAssigned(miner, handles);
  if (options.explain !== undefined) return print(await explain(miner, paths, handles, options.explain));
  const rows = rowsOf(miner, counts);
  if (options.json) return print(escapedJson(JSON.stringify(rows, null, 2)));
  printTable(rows, { limit, lines: handles.length });
}

/** Explains the template with this id, or the only one whose id begins so; an ancestor's id leads to the survivor. */
async function explain(
  miner: Miner,
  paths: readonly string[],
  handles: readonly number[],
  id: string,
): Promise<string> {
  const roots = [...new Set(handles.map((handle) => miner.resolve(handle)))];
  const found = roots.filter((handle) => {
    const template = miner.template(handle);
    return [template.id, ...template.ancestors].some((known) => known.startsWith(id));
  });
  const [template] = found;
  if (template === undefined || found.length > 1) {
    const wanted = found.length === 0
      ? "the id of a template of these files"
      : `more of it, ${found.length} ids begin so`;
    throw new Error(`Cannot explain "${id}": expected ${wanted}`);
  }
  const explainer = new TemplateExplainer(miner, template);
  let line = 0;
  await readRecords(paths, ({ buffer, start, end, lines }) => {
    const handle = handles[line];
    if (handle !== undefined && miner.resolve(handle) === template) explainer.add(lineSample(buffer, start, end));
    line += lines;
  });
  return explainer.toString();
}

interface Row {
  readonly id: string;
  readonly count: number;
  readonly text: string;
  readonly sample: string;
  readonly ancestors: readonly string[];
}

function rowsOf(miner: Miner, counts: readonly number[]): Row[] {
  const byRoot = new Map<number, number>();
  counts.forEach((count, handle) => {
    const root = miner.resolve(handle);
    byRoot.set(root, (byRoot.get(root) ?? 0) + count);
  });
  return [...byRoot].map(([handle, count]) => ({ count, ...miner.template(handle) })).sort((a, b) => b.count - a.count);
}

function printAssigned(miner: Miner, handles: readonly number[]): void {
  for (let i = 0; i < handles.length; i += 4096) {
    print(handles.slice(i, i + 4096).map((handle) => miner.template(handle).id).join("\n"));
  }
}

function printTable(rows: readonly Row[], { limit, lines }: { readonly limit: number; readonly lines: number }): void {
  const shown = limit > 0 ? rows.slice(0, limit) : rows;
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  const table = new Table({ head: ["count", "share", "id", "template"], style: { head: [], border: [] } });
  for (const { count, id, text } of shown) {
    table.push([
      count,
      `${(100 * count / total).toFixed(1)} %`,
      id,
      cutText(text, 160),
    ]);
  }
  print(table.toString());
  const records = total === lines ? "" : ` in ${total} records`;
  print(
    `${lines} lines${records}, ${rows.length} templates${
      shown.length < rows.length ? `, first ${shown.length} shown` : ""
    }`,
  );
}
