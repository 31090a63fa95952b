import { cutText } from "../../cut_text.ts";
import { Entries, type Entry } from "./entries.ts";
import { packPattern, unpackPattern } from "./packed_pattern.ts";
import { patternText } from "./pattern.ts";
import { commonForms } from "./shown_forms.ts";
import type { MiningEvent } from "./template.ts";
import { TemplateIndex } from "./template_index.ts";
import type { TemplatesState } from "./templates_state.ts";

const MAX_TEXT = 2048;

/** An entry before it has a handle. */
export type NewEntry = Omit<Entry, "ancestors" | "parent"> & Partial<Pick<Entry, "ancestors">>;

/** The templates of a source with their handles and ids, the index by which they are found, and what happened to them. */
export class TemplateBook {
  /** Templates that were not merged into others, the overflow template aside. */
  live = 0;
  readonly entries = new Entries();
  readonly index = new TemplateIndex();
  readonly #byId = new Map<string, number>();
  #events: MiningEvent[] = [];

  entry(handle: number): Entry {
    return this.entries.list[handle];
  }

  readonly resolve = (handle: number): number => this.entries.resolve(handle);

  /** Whether a handle is a template of its own that was not split. */
  readonly isLive = (handle: number): boolean => {
    const { parent, isSplit } = this.entries.list[handle];
    return parent === handle && !isSplit;
  };

  /** Handle of the template with this id. */
  handleOf(id: string): number | undefined {
    return this.#byId.get(id);
  }

  /** The templates that handles belong to now, each once, without those that were split. */
  rootsOf(handles: readonly number[]): number[] {
    return [...new Set(handles.map((handle) => this.resolve(handle)))].filter((root) => !this.entry(root).isSplit);
  }

  /** Handle of a new template. */
  add(entry: NewEntry): number {
    this.live++;
    return this.push(entry);
  }

  /** As {@linkcode add}, for one that is not among the live ones. */
  push(entry: NewEntry): number {
    const handle = this.entries.push({ ancestors: [], ...entry, text: cutText(entry.text, MAX_TEXT) });
    this.#byId.set(entry.id, handle);
    return handle;
  }

  /** Tells that a template was made. */
  tellCreated(handle: number): void {
    const { id, text, sample, ancestor } = this.entry(handle);
    this.tell({ kind: "created", id, text, sample, ...(ancestor === undefined ? {} : { ancestor }) });
  }

  tell(event: MiningEvent): void {
    this.#events.push(event);
  }

  /** What happened since the last call, oldest first. */
  takeEvents(): MiningEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** A template belongs to another one from now on. */
  replace(root: number, survivor: number): void {
    const entry = this.entry(survivor), replaced = this.entry(root);
    this.entries.join(root, survivor);
    entry.forms = commonForms(entry.forms, replaced.forms);
    this.live--;
    entry.ancestors.push(replaced.id, ...replaced.ancestors);
    this.tell({ kind: "merged", id: replaced.id, into: entry.id });
  }

  /** A template's pattern has changed. */
  generalised(handle: number): void {
    this.index.add(this.entry(handle).pattern, handle);
    this.reworded(handle);
  }

  /** What a template's lines have in common has changed. */
  reworded(handle: number): void {
    const entry = this.entry(handle);
    const text = cutText(patternText(entry.pattern, entry.forms), MAX_TEXT);
    if (text === entry.text) return;
    entry.text = text;
    this.tell({ kind: "generalised", id: entry.id, text });
  }

  /** All of it but the events, in plain arrays. */
  dump(): Pick<TemplatesState, "entries" | "hits" | "index"> {
    return {
      entries: this.entries.list.map((entry) => ({ ...entry, pattern: packPattern(entry.pattern) })),
      hits: this.entries.dumpHits(),
      index: this.index.dump(),
    };
  }

  /** Takes what {@linkcode dump} gave; for one that is empty. */
  restore({ entries, hits = [], index, overflow }: TemplatesState): void {
    this.entries.restore(
      entries.map((entry) => ({
        ...entry,
        ancestors: [...entry.ancestors],
        pattern: unpackPattern(entry.pattern),
        ...(entry.forms === undefined ? {} : { forms: [...entry.forms] }),
      })),
      hits,
    );
    entries.forEach(({ id, parent }, handle) => {
      if (id !== "") this.#byId.set(id, handle);
      if (parent === handle && handle !== overflow) this.live++;
    });
    this.index.restore(index);
  }
}
