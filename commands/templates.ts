import { Command } from "commander";
import { RecordFields } from "../core/mining/fields/record_fields.ts";
import { lineSample } from "../core/mining/line_sample.ts";
import { Miner } from "../core/mining/miner.ts";
import { escapedJson } from "../core/shown_text.ts";
import { fieldNames, FIELDS } from "../settings/field_names.ts";
import { START } from "../settings/start_pattern.ts";
import { UsageError } from "../settings/usage_error.ts";
import { userPath } from "../settings/user_path.ts";
import { print } from "../terminal/print.ts";
import { readRecords } from "./read_records.ts";
import { checkTemplates, type Doubts } from "./templates/check_templates.ts";
import { TemplateExplainer } from "./templates/explain_template.ts";
import { mineFiles, type MineOptions } from "./templates/mine_files.ts";
import { SpooledInput } from "./templates/spooled_input.ts";
import { rowsOf, tableOf } from "./templates/template_rows.ts";

const MAX_TEMPLATES = 10_000;

interface TemplatesOptions {
  readonly assign?: boolean;
  readonly json?: boolean;
  readonly explain?: string;
  readonly check?: boolean;
  readonly limit: string;
  readonly field: string;
  readonly start: string;
}

/** `templates FILE…`: mines files and prints their templates by count. */
export function templatesCommand(): Command {
  return new Command("templates")
    .description("Mine log files and list the message templates that they speak.")
    .argument("<files...>", "log files, mined in this order as one source; - for standard input")
    .option("--assign", "print one template id per input line, in order, as known at the end")
    .option("--json", "print JSON instead of a table")
    .option("--explain <id>", "show all about one template: text, first line, ancestors, values per position")
    .option(
      "--check",
      "show where the miner is not sure: templates that are nearly alike, or that the order of lines decides",
    )
    .option("--field <names>", "fields of other names: message=NAME,level=NAME", "")
    .option("--start <pattern>", "what the first line of a record begins with, a regular expression", "")
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
  if (!START.test(options.start)) {
    throw new UsageError(`Cannot begin records with "${options.start}": expected ${START.expected}`);
  }
  const reading = { fields: fieldNames(options.field), start: options.start || undefined };
  await using input = await SpooledInput.of(files.map(userPath));
  const { paths } = input;
  if (options.check) return print(doubtsText(await checkTemplates(paths, reading)));
  const miner = new Miner({ maxTemplates: MAX_TEMPLATES });
  const mined = await mineFiles(miner, paths, reading);
  const { handles } = mined;
  if (options.assign) return printAssigned(miner, handles);
  if (options.explain !== undefined) {
    return print(await explain(miner, { paths, handles, reading, id: options.explain }));
  }
  const rows = rowsOf(miner, mined);
  if (options.json) return print(escapedJson(JSON.stringify(rows, null, 2)));
  print(tableOf(rows, { limit, lines: handles.length }));
}

/** Explains the template with this id, or the only one whose id begins so; an ancestor's id leads to the survivor. */
async function explain(
  miner: Miner,
  { paths, handles, reading, id }: {
    readonly paths: readonly string[];
    readonly handles: readonly number[];
    readonly reading: Pick<MineOptions, "fields" | "start">;
    readonly id: string;
  },
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
  const message = new RecordFields(reading.fields);
  let at = 0;
  await readRecords(paths, ({ buffer, start, end, lines }) => {
    const handle = handles[at];
    at += lines;
    if (handle === undefined || miner.resolve(handle) !== template) return;
    message.read(buffer, start, end, lines);
    const line = lineSample(buffer, start, end);
    explainer.add(line, message.isKeyed ? line : lineSample(message.bytes, message.start, message.end));
  }, { start: reading.start });
  return explainer.toString();
}

function printAssigned(miner: Miner, handles: readonly number[]): void {
  for (let i = 0; i < handles.length; i += 4096) {
    print(handles.slice(i, i + 4096).map((handle) => miner.template(handle).id).join("\n"));
  }
}

/** What the miner is not sure of, as text. */
function doubtsText({ alike, unstable }: Doubts): string {
  return [
    `${alike.length} pairs of templates differ in one word: one message, or two`,
    ...alike.map(([one, other]) => `  ${one}\n  ${other}\n`),
    `${unstable.length} templates have other lines when the records come in another order`,
    ...unstable.map((text) => `  ${text}`),
  ].join("\n");
}
