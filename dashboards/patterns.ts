import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { board } from "./board.ts";
import { numberOr, SOURCE, wide, words } from "./columns.ts";
import { templateList } from "./flux/patterns.ts";
import { LEVEL_WORDS } from "./levels.ts";
import { templateAddress } from "./links.ts";
import { column } from "./panels/column.ts";
import { list } from "./panels/list.ts";
import { bucketVariable, pageVariable, searchVariable, sourceVariable } from "./variables.ts";

/** "What do these logs say?": every template in use. */
export function patterns(): Dashboard {
  return board({
    name: "patterns",
    description:
      "Every log template with its count and course, level, when it was first and last seen, and whether it is new",
    variables: [bucketVariable(), sourceVariable(), searchVariable(), pageVariable()],
    rows: [{ title: "Templates ${page:text}", panels: [templates()] }],
  });
}

function templates() {
  const open = { title: "Open this template", url: templateAddress() };
  return list({
    title: "Templates",
    description:
      "New ones first, then by lines, a hundred at a time: Templates above chooses which. A click on a header sorts these. Course is the visible range from left to right, " +
      "against the template's own highest part",
    query: templateList(),
    noData: "No template: no line of these sources was read yet, or none has what is searched for",
    columns: [
      column("novelty", { title: "New", width: 60, ...words({ new: ["new", "orange"], known: ["known", "text"] }) }),
      column("text", { ...wide("Template", 220), link: open }),
      column("lines", { title: "Lines", unit: "short", width: 76 }),
      column("course", { title: "Course", width: 144 }),
      column("level", { title: "Level", width: 80, filterable: true, ...words(LEVEL_WORDS) }),
      column("last_seen", { title: "Last seen", unit: "time:MMM D HH:mm", width: 108, ...numberOr("not in range") }),
      column("first_seen", { title: "First seen", unit: "time:MMM D HH:mm", width: 108 }),
      column("shown", { ...SOURCE, filterable: true }),
      column("source", { hidden: true }),
      column("template", { hidden: true }),
    ],
  }).height(24);
}
