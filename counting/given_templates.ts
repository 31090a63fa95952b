import { contentId } from "../core/mining/templates/content_id.ts";
import { OVERFLOW_ID, OVERFLOW_TEXT } from "../core/mining/templates/template.ts";
import type { FirstSeen, MinedText, TemplateCatalogue } from "./template_catalogue.ts";

const OVERFLOW: MinedText = { id: OVERFLOW_ID, text: OVERFLOW_TEXT, sample: "" };

/** Templates whose text the sender knows: taken as they are, with handles below 0 so that they are told from mined ones. */
export class GivenTemplates {
  readonly #catalogue: TemplateCatalogue;
  readonly #maxTemplates: number;
  readonly #templates: MinedText[] = [];
  readonly #handles = new Map<string, number>();

  constructor(catalogue: TemplateCatalogue, maxTemplates: number) {
    this.#catalogue = catalogue;
    this.#maxTemplates = maxTemplates;
  }

  /** Handle of the template with this text; the overflow template's where there are too many. `sample` makes a line of it. */
  take(text: string, first: FirstSeen, sample: () => string): number {
    const id = contentId(text);
    const known = this.#handles.get(id);
    if (known !== undefined) return known;
    if (this.#catalogue.has(id)) return this.#add({ id, text, sample: "" });
    if (this.#catalogue.size >= this.#maxTemplates) return this.#handles.get(OVERFLOW_ID) ?? this.#add(OVERFLOW);
    const template = { id, text, sample: sample() };
    this.#catalogue.use(template, first);
    return this.#add(template);
  }

  /** The template with a handle below 0. */
  template(handle: number): MinedText {
    return this.#templates[~handle]!;
  }

  #add(template: MinedText): number {
    const handle = ~this.#templates.length;
    this.#templates.push(template);
    this.#handles.set(template.id, handle);
    return handle;
  }
}
