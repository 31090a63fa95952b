import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
  VizTextDisplayOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { MappingType, type RegexMap } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { column, type ColumnLook } from "./column.ts";
import { type RowsText, withRows } from "./rows.ts";
import { steps } from "./steps.ts";

/** What a headline shows: a tile per row of the answer. */
export interface HeadlineText extends RowsText {
  /** The column that is read. */
  readonly sentence: string;
  /** The column that stands above it. */
  readonly name: string;
  /** Colours of tiles by how their sentence begins. @default tiles without a colour */
  readonly colors?: Readonly<Record<string, string>>;
  readonly link?: ColumnLook["link"];
}

/**
 * Sentences in tiles, one below the other, that are read from afar. With a size of its own a tile's text breaks into lines, which a table's
 * cell of Grafana 10 never does: on a phone, two tiles have four lines of 38 letters each.
 */
export function headline({ sentence, name, colors = {}, link, ...text }: HeadlineText): PanelBuilder {
  const mappings = Object.entries(colors).map(([beginning, color], index): RegexMap => ({
    type: MappingType.RegexToText,
    options: { pattern: `/^${beginning}/`, result: { color, index } },
  }));
  const title = `\${__data.fields.${name}}`;
  return withRows(new PanelBuilder(), text)
    .height(7)
    .graphMode(BigValueGraphMode.None)
    .colorMode(mappings.length > 0 ? BigValueColorMode.Background : BigValueColorMode.None)
    .textMode(BigValueTextMode.ValueAndName)
    .text(new VizTextDisplayOptionsBuilder().titleSize(13).valueSize(16))
    .wideLayout(false)
    .orientation(VizOrientation.Horizontal)
    // Grafana finds the column by its title, which is filled in row by row afterwards.
    .reduceOptions(
      new ReduceDataOptionsBuilder().calcs([]).fields(`/^${title.replace(/[$.{}]/g, "\\$&")}$/`).values(true),
    )
    // Of what no colour is said, such as that there is nothing; Grafana would paint it green.
    .thresholds(steps("#6E7079"))
    .mappings(mappings)
    .overrides([column(sentence, { title, link })]);
}
