import type { TokenList } from "../tokens/token_list.ts";
import { partsOf, withoutPart } from "./added_parts.ts";
import { contentId } from "./content_id.ts";
import { REPEATED } from "./few_values.ts";
import { Merges } from "./merges.ts";
import { emptyPattern } from "./packed_pattern.ts";
import { type Pattern, patternText } from "./pattern.ts";
import { folded, isQuoted, quotedValues } from "./phrase_gaps.ts";
import { type RecastLines, Recasts } from "./recasts.ts";
import { Relatives } from "./relatives.ts";
import { fitsSlots, slotOf } from "./slots.ts";
import { Splits } from "./splits.ts";
import { areMasked, differ, type Forms, formsOf } from "./shown_forms.ts";
import { type KnownTemplate, type MinedTemplate, type MiningEvent, OVERFLOW_ID, OVERFLOW_TEXT } from "./template.ts";
import { TemplateBook } from "./template_book.ts";
import type { TemplatesState } from "./templates_state.ts";

/** Whether a template's words are states is asked each time an entry has had this many lines more, up to this many, and then at each doubling. */
const REVIEWED_EACH = 8, REVIEWED_TO = 64;
/** Patterns of lines that are found by the form of one of their values are not noted beyond this many in all. */
const MAX_INDEX = 65_536;
const NO_PHRASES: readonly number[] = [];
/** Of these lines of an entry, and of one of this many, the digits are looked at. */
const POWERS_OF_FOUR = 0x55555554, LOOKED_AT = 1024;

/**
 * The templates of a source: finds, makes, generalises, merges and splits them, and tells what happened. A template that was
 * merged stays as a handle that leads to the survivor. Lines are counted for each handle, so that words that were taken for values, and
 * turn out to be few that come back, become templates of their own again.
 */
export class TemplateSet {
  readonly #book = new TemplateBook();
  readonly #relatives = new Relatives();
  readonly #splits = new Splits(this.#book, this.#relatives);
  readonly #merges = new Merges(this.#book, { relatives: this.#relatives, splits: this.#splits });
  readonly #recasts = new Recasts(this.#book, { relatives: this.#relatives, merges: this.#merges });
  /** Ids of templates that learned ones were split off. */
  readonly #splitIds = new Set<string>();
  /** Whether a learned template has a value in quotes. */
  #hasQuoted = false;
  #overflow = -1;

  /** Number of handles given so far. */
  get size(): number {
    return this.#book.entries.size;
  }

  /** Templates that were not merged into others, the overflow template aside. */
  get live(): number {
    return this.#book.live;
  }

  /** Template of a handle, or of the one that it was merged into. */
  template(handle: number): MinedTemplate {
    const { id, text, sample, ancestors } = this.#book.entry(this.resolve(handle));
    return { id, text, sample, ancestors };
  }

  resolve(handle: number): number {
    return this.#book.resolve(handle);
  }

  /** What happened since the last call, oldest first. */
  takeEvents(): MiningEvent[] {
    return this.#book.takeEvents();
  }

  /** Handle of the template of a scanned message, or -1. Lines that may have states where it has wildcards get handles of their own. */
  find(tokens: TokenList): number {
    const found = this.#book.index.find(tokens);
    if (found < 0) return -1;
    const root = this.resolve(found);
    if (root !== found) return this.#hasSeveral(found, root) ? this.#splits.leaf(root, tokens) : found;
    return this.#book.entry(root).pattern.kinds.length === tokens.count ? this.#splits.leaf(root, tokens) : root;
  }

  /** Whether a template that was merged into another one would still be given lines of several words. */
  #hasSeveral(merged: number, root: number): boolean {
    const { id, pattern } = this.#book.entry(merged);
    return id !== "" && pattern.wildcards.length > 0 &&
      pattern.kinds.length === this.#book.entry(root).pattern.kinds.length;
  }

  /** Counts a line of a handle, and says whether it is one of those that are looked at: the second, those that are powers of four, and one of 1,024. */
  hit(handle: number): boolean {
    const hits = this.#book.entries.hit(handle);
    if ((hits & (REVIEWED_EACH - 1)) !== 0) return hits === 2 || hits === 4;
    const isPower = (hits & (hits - 1)) === 0;
    if (isPower || hits < REVIEWED_TO) this.#splits.review(this.resolve(handle));
    return isPower ? (hits & POWERS_OF_FOUR) !== 0 || hits >= LOOKED_AT : (hits & (LOOKED_AT - 1)) === 0;
  }

  /** Whether a line of a shape that was met before may say something new of what its template's lines have in common. */
  isOpen(handle: number): boolean {
    const { forms, pattern } = this.#book.entry(this.resolve(handle));
    return forms === undefined ? pattern.kinds.length > 0 : areMasked(forms);
  }

  /** Looks at a line of a handle: its template's text no longer says what is otherwise in this one. */
  observe(handle: number, tokens: TokenList): void {
    const root = this.resolve(handle);
    const entry = this.#book.entry(root);
    if (handle === root && entry.pattern.kinds.length === tokens.count) {
      this.#relatives.known.note(root, tokens, entry.pattern.wildcards);
      this.#merges.relook();
    }
    if (entry.forms?.length === 0 || entry.isSplit || entry.pattern.kinds.length !== tokens.count) return;
    if (entry.forms === undefined) entry.forms = formsOf(tokens);
    else if (!differ(entry.forms, tokens)) return;
    this.#book.reworded(root);
  }

  /** A handle of its own for the lines of one shape of a template, so that they can go elsewhere when it turns out what their message is. */
  apart(handle: number, pattern: Pattern): number {
    const leaf = { id: "", text: "", sample: "", pattern, ancestors: [], base: handle };
    return this.#book.entries.push(leaf, this.resolve(handle));
  }

  /** Says what the messages of lines are, of all that were set apart of the templates concerned. */
  recast(lines: readonly RecastLines[]): void {
    this.#recasts.recast(lines);
  }

  /** Makes the template of a pattern that was not found, or merges it into one that the evidence says it belongs to. */
  create(pattern: Pattern, sample: string, forms: Forms): number {
    const plain = patternText(pattern);
    const id = contentId(plain);
    const known = this.#book.handleOf(id);
    const text = forms.length === 0 ? plain : patternText(pattern, forms);
    const handle = known ?? this.#book.add({ id, text, sample, pattern, forms });
    this.#book.index.add(pattern, handle);
    if (known !== undefined) return this.resolve(known);
    this.#book.tellCreated(handle);
    this.#relatives.known.noteMessage(pattern);
    this.#merges.look(handle);
    return handle;
  }

  /** Handle of the template that was made with this text, or of the one that it was merged into; -1 without. */
  withText(text: string): number {
    const known = this.#book.handleOf(contentId(text));
    return known === undefined ? -1 : this.resolve(known);
  }

  /** Makes a template with this text alone: no message is found by it, and nothing is merged with it. */
  place({ text, sample }: Pick<MinedTemplate, "text" | "sample">): number {
    const handle = this.#book.add({ id: contentId(text), text, sample, pattern: emptyPattern() });
    this.#book.tellCreated(handle);
    return handle;
  }

  /** Makes a template known; one with the same pattern is merged into it, and no message is found by one that it was split off. */
  learn({ id, text, sample = "", ancestor }: KnownTemplate, pattern: Pattern, forms: Forms = []): void {
    if (this.#book.handleOf(id) !== undefined) return;
    if (ancestor !== undefined) this.#learnSplit(ancestor);
    const phrases = quotedValues(pattern);
    const handle = this.#book.add({
      id,
      text,
      sample,
      pattern,
      forms,
      ...(phrases.length === 0 ? {} : { phrases }),
      ...(ancestor === undefined ? {} : { ancestor }),
    });
    this.#book.entries.recall(handle, REPEATED);
    if (phrases.length > 0) this.#hasQuoted = true;
    if (this.#splitIds.has(id)) return this.#learnSplit(id);
    if (pattern.kinds.length === 0 && text !== "") return;
    const same = this.#book.index.get(pattern);
    if (same !== undefined) this.#book.replace(this.resolve(same), handle);
    this.#book.index.add(pattern, handle);
    this.#relatives.note(handle, pattern);
    this.#relatives.known.noteMessage(pattern);
  }

  /** Handle of the template for what does not fit, made when it is first needed. */
  overflow(): number {
    if (this.#overflow < 0) {
      this.#overflow = this.#book.push({ id: OVERFLOW_ID, text: OVERFLOW_TEXT, sample: "", pattern: emptyPattern() });
      this.#book.tell({ kind: "overflowed", id: OVERFLOW_ID });
    }
    return this.#overflow;
  }

  /** All of it but the events, in plain arrays. */
  dump(): TemplatesState {
    return { ...this.#book.dump(), ...this.#relatives.dump(), overflow: this.#overflow };
  }

  /** Takes what {@linkcode dump} gave; for a set that is empty. */
  restore(state: TemplatesState): void {
    this.#book.restore(state);
    this.#relatives.restore(state);
    this.#overflow = state.overflow;
    this.#hasQuoted = state.entries.some(({ phrases = [] }) => phrases.length > 0);
  }

  /** Says that a phrase of a sample is one value of the template's text. */
  learnPhrase(key: number): void {
    this.#relatives.phrases.learn(key);
  }

  #learnSplit(id: string): void {
    this.#splitIds.add(id);
    const handle = this.#book.handleOf(id);
    if (handle === undefined) return;
    this.#book.entry(handle).isSplit = true;
    this.#book.index.remove(new Set([handle]));
  }

  /** Whether values of several words are known, so that {@linkcode findFolded} may find something. */
  get hasPhrases(): boolean {
    return this.#hasQuoted || this.#relatives.phrases.size > 0;
  }

  /** Handle of a template that has a value of several words where this pattern, which was not found, has words; -1 without. */
  findFolded(pattern: Pattern): number {
    const found = this.hasPhrases ? this.#findPhrase(pattern) : -1;
    const slotted = found >= 0 ? found : this.#findSlot(pattern);
    return slotted >= 0 || !this.#book.entries.hasParts ? slotted : this.#findPart(pattern);
  }

  /** Handle of a template some of whose lines have a part more, where this pattern has one; -1 without. */
  #findPart(pattern: Pattern): number {
    for (const part of partsOf(pattern)) {
      const { hashes, checks } = withoutPart(pattern, part);
      const found = this.#book.index.find({ count: hashes.length, hashes, checks });
      if (found < 0 || this.#book.entry(this.resolve(found)).hasParts !== true) continue;
      if (this.#book.index.size < MAX_INDEX) this.#book.index.add(pattern, found);
      return this.resolve(found);
    }
    return -1;
  }

  /** Handle of a template that has a single value where this pattern has something else, but for words that may be the program's own; -1 without. */
  #findSlot(pattern: Pattern): number {
    const { outlines } = this.#book.entries, outline = outlines.of(pattern);
    const roots = this.#relatives.outerWords.of(
      outline,
      (handles, found) => outlines.addWithSlot(handles, outline, found),
    );
    for (const root of roots) {
      if (!this.#book.isLive(root) || !this.#hasSlot(root, pattern)) continue;
      if (this.#book.index.size < MAX_INDEX) this.#book.index.add(pattern, root);
      return this.resolve(root);
    }
    return -1;
  }

  /** Whether a template has a value of any form where this pattern has something else; one where that is certain is given it. */
  #hasSlot(root: number, pattern: Pattern): boolean {
    const { pattern: general, phrases = NO_PHRASES } = this.#book.entry(root);
    if (phrases.length > 0 && fitsSlots(general, pattern, phrases)) return true;
    const slot = slotOf(general, pattern);
    if (slot === undefined || slot.kind === "words") return false;
    if (!fitsSlots(general, pattern, [slot.position, ...phrases])) return false;
    this.#merges.openSlot(root, slot.position);
    return true;
  }

  #findPhrase(pattern: Pattern): number {
    const { gaps: last } = this.#relatives;
    const gaps = last.of(pattern);
    if (gaps.length === 0) return -1;
    const keys = last.keysOf(pattern);
    for (const gap of gaps) {
      const isKnown = this.#relatives.phrases.isKnown(keys.of(gap));
      if (!isKnown && !isQuoted(pattern, gap)) continue;
      const { hashes, checks } = folded(pattern, gap);
      const found = this.#book.index.find({ count: hashes.length, hashes, checks });
      if (found >= 0 && (isKnown || this.#hasPhrase(found, gap.start))) return found;
    }
    return -1;
  }

  #hasPhrase(handle: number, start: number): boolean {
    return this.#book.entry(this.resolve(handle)).phrases?.includes(start) ?? false;
  }
}
