import { BEGINNING_OF } from "./beginning_of.ts";
import { CHOSEN_INCIDENT } from "./chosen_incident.ts";
import { script } from "./script.ts";

/** How much is said, characters: seven lines of a phone. */
const LENGTH = 260;

/** What the chosen incident is, one row: `sentence`, its severity, what was called and what was seen, and `since`, its state and the source that it is told of. */
export function incidentInWords(): string {
  return script(
    `
// A title that ends with the beginning of a message, cut or not, goes on with the whole of it.
joined = (title, text) => {
  parts = strings.splitN(v: title, t: ": ", i: 2)
  goesOn = length(arr: parts) > 1 and strings.hasPrefix(v: text, prefix: strings.trimSuffix(v: parts[1], suffix: "…"))
  return if text == "" then title else if goesOn then parts[0] + ": " + text else title + ". " + text
}
anomalies
  |> filter(fn: (r) => r.id == incident)
  |> map(
    fn: (r) => ({
      sentence: beginningOf(text: r.severity + ": " + joined(title: r.title, text: r.text), most: ${LENGTH}),
      since: r.state + " · " + (if exists r.about_source then r.about_source else r.source),
    }),
  )`,
    { uses: [CHOSEN_INCIDENT, BEGINNING_OF], imports: ["strings"] },
  );
}
