import { VizTextDisplayOptionsBuilder } from "@grafana/grafana-foundation-sdk/common";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { board } from "./board.ts";
import { healthFigure, now, openFigures, states, trafficFigure } from "./now_panels.ts";
import { bucketVariable, sourceVariable, windowVariable } from "./variables.ts";

/** "Is anything wrong?", read across a room: the beginning of the Overview on one screen of 1,080 pixels, its words as large as the room allows. */
export function wall(): Dashboard {
  return board({
    name: "wall",
    description: "What is wrong now, in words that are read from four metres",
    variables: [bucketVariable(), sourceVariable(), windowVariable()],
    rows: [{
      title: "Now",
      panels: [
        // Two lines of 80 letters each at 1,920 pixels.
        now().text(new VizTextDisplayOptionsBuilder().titleSize(26).valueSize(40)).height(10),
        openFigures().height(5),
        healthFigure().height(5),
        trafficFigure().height(5),
        states(),
      ],
    }],
  });
}
