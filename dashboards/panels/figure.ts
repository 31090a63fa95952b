import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { inOrder } from "./in_order.ts";
import type { ListText } from "./list.ts";
import { withRows } from "./rows.ts";

/** A panel of one or a few large figures: the columns of the answer's only row, in this order, each with its title above it. */
export function figure({ columns, ...text }: ListText): PanelBuilder {
  return withRows(new PanelBuilder(), text)
    .height(4)
    .span(6)
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .textMode(BigValueTextMode.Auto)
    .wideLayout(false)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]).fields("").values(false))
    .withTransformation(inOrder(columns))
    .overrides([...columns]);
}
