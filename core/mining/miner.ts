import { isKeyedText } from "./fields/keyed_text.ts";
import { FirstLines } from "./first_lines.ts";
import { HeaderScanner } from "./header/header.ts";
import { HeaderVotes } from "./header/header_votes.ts";
import { lineSample } from "./line_sample.ts";
import { PlainLine } from "./plain_line.ts";
import { MAX_LINE, ShapeHash } from "./shapes/shape_hash.ts";
import { ShapeTable } from "./shapes/shape_table.ts";
import { decodeSnapshot, encodeSnapshot } from "./snapshot.ts";
import { learnedPattern } from "./templates/learned_pattern.ts";
import { emptyPattern } from "./templates/packed_pattern.ts";
import { type Pattern, patternOf } from "./templates/pattern.ts";
import { lineStates } from "./requests/line_states.ts";
import { mayHaveStateCodes, stateCodesIn } from "./requests/state_codes.ts";
import { statusLevel } from "./status_level.ts";
import { formsOf } from "./templates/shown_forms.ts";
import { type KnownTemplate, type MinedTemplate, type MiningEvent, OVERFLOW_ID } from "./templates/template.ts";
import { TemplateSet } from "./templates/template_set.ts";
import type { TokenList } from "./tokens/token_list.ts";
import { Tokenizer } from "./tokens/tokenizer.ts";
import { markValuePositions } from "./tokens/value_positions.ts";

export { LEVELS } from "./header/levels.ts";
export { SnapshotError } from "./snapshot.ts";
export type { MinedTemplate, MiningEvent } from "./templates/template.ts";

/** Bounds of a miner. */
export interface MinerOptions {
  /** Most templates; lines of further ones go into the overflow template. @default 2000 */
  readonly maxTemplates?: number;
  /** Most masked shapes remembered for the fast path. @default 100000 */
  readonly maxShapes?: number;
}

/** What a line says of its template itself. */
export type PlacedTemplate = Pick<MinedTemplate, "text" | "sample">;

/** Lines by the path that they took. */
export interface MinerStats {
  /** All of them. */
  lines: number;
  /** Shape met before: no more than a hash and a look-up. */
  fastPath: number;
  /** New shape of a known template. */
  knownPath: number;
  /** Put into the overflow template without a look, while everything new overflows. */
  shed: number;
}

/**
 * This number of lines in a row that all overflow are noise: from then on one of eight that are new is looked at, so that a known
 * message of a new shape may be counted as overflow until the noise ends. Looking at all of them costs 6 times a known line.
 */
const SHEDDING_AFTER = 1024;
/** Stands for the template of a shape whose lines are told apart by states that are made of digits. */
const PARTED = 1;
/** As {@linkcode PARTED}, of a shape whose lines have colours. */
const PARTED_IN_COLOUR = 2;
/** As {@linkcode PARTED}, of a shape whose lines have no such state but statuses. */
const PARTED_BY_STATUS = 3;
const ENCODER = new TextEncoder();
/** The place up to which a line has voted that was voted on before: none is it, so that it has no vote. */
const VOTED = -1;
/** Tells keys of given texts from those of shapes. */
const PLACED = 0x3c6ef372;

/** One miner per source. Pure: no input or output, no clock, no randomness. */
export class Miner {
  /** Index into LEVELS of the level that the last mined line's header names, or that its status of HTTP comes to. */
  lastLevel = 0;
  /** Lines since construction: all, and how many took each path; the rest were new. */
  readonly stats: MinerStats = { lines: 0, fastPath: 0, knownPath: 0, shed: 0 };

  readonly #maxTemplates: number;
  readonly #shape = new ShapeHash();
  /** Of lines that have colours, without them. */
  #plainShape: ShapeHash | undefined;
  readonly #shapes: ShapeTable;
  readonly #votes = new HeaderVotes();
  readonly #header = new HeaderScanner(this.#votes);
  readonly #byForm = new HeaderScanner();
  readonly #plain = new PlainLine();
  /** While lines vote what is header. */
  readonly #first = new FirstLines();
  readonly #tokenizer = new Tokenizer();
  readonly #templates = new TemplateSet();
  /** What the line that is placed is told apart by from others of its shape. */
  #states = -1;
  #overflowed = 0;
  #isFull = false;
  #hasLearned = false;

  /** A miner that knows no template yet. */
  constructor({ maxTemplates = 2000, maxShapes = 100_000 }: MinerOptions = {}) {
    this.#maxTemplates = maxTemplates;
    this.#shapes = new ShapeTable(maxShapes);
  }

  /**
   * Handle, dense from 0, of the template that the line `[start, end)` belongs to, which is made when it is new. The
   * line comes without its newline. Never throws, whatever the bytes.
   */
  mine(buffer: Uint8Array, start: number, end: number): number {
    this.stats.lines++;
    if (end - start > MAX_LINE) end = start + MAX_LINE;
    this.#shape.scan(buffer, start, end);
    let known = this.#shapes.get(this.#shape.key, this.#shape.check);
    const isParted = known !== 0 && known <= PARTED_BY_STATUS;
    if (isParted) known = this.#parted(buffer, start, end, known);
    if (known !== 0) {
      this.stats.fastPath++;
      this.lastLevel = known & 7;
      const handle = (known >>> 3) - 1;
      if (this.#templates.hit(handle)) this.#observe(handle, buffer, start, end);
      return handle;
    }
    if (this.#isShedding()) return this.#templates.overflow();
    const plain = this.#plain;
    plain.read(buffer, start, end, this.#shape.isColoured);
    if (!isParted) this.#part(plain);
    const { key, check } = this.#shape;
    const handle = this.#votes.isOpen
      ? this.#placeFirst(plain.bytes, plain.start, plain.end)
      : this.#place(plain.bytes, plain.start, plain.end);
    this.#shapes.set(key, check, ((handle + 1) << 3) | this.lastLevel);
    this.#templates.hit(handle);
    return handle;
  }

  /**
   * Handle of the template with just this text, for a line that says itself which message it is: evidence never merges it with another
   * one. `key` and `check` are independent hashes of what the text follows from, so that it is made but once.
   */
  place(key: number, check: number, made: () => PlacedTemplate): number {
    this.stats.lines++;
    this.lastLevel = 0;
    const known = this.#shapes.get(key ^ PLACED, check);
    if (known !== 0) {
      this.stats.fastPath++;
      return (known >>> 3) - 1;
    }
    const handle = this.#placed(made());
    this.#shapes.set(key ^ PLACED, check, (handle + 1) << 3);
    return handle;
  }

  /** Template of a handle; handles of merged templates resolve to the survivor. */
  template(handle: number): MinedTemplate {
    return this.#templates.template(handle);
  }

  /** Handle of the template that a handle's template was merged into, or itself. */
  resolve(handle: number): number {
    return this.#templates.resolve(handle);
  }

  /** Number of handles given so far. */
  get handleCount(): number {
    return this.#templates.size;
  }

  /** What happened since the last call, oldest first. */
  takeEvents(): MiningEvent[] {
    return this.#templates.takeEvents();
  }

  /** Makes a template known, as the store's registry, a spool or a snapshot holds it, so that its lines get this id. A known id is left as it is. */
  learn(known: KnownTemplate): void {
    const { id, text, sample = "" } = known;
    if (id === OVERFLOW_ID) {
      this.#templates.overflow();
      return;
    }
    if (isKeyedText(text)) return this.#templates.learn(known, emptyPattern());
    this.#hasLearned = true;
    const tokens = this.#tokensOf(ENCODER.encode(text));
    const forms = formsOf(tokens);
    const { pattern, phrase } = learnedPattern(patternOf(tokens), this.#readings(sample));
    if (phrase !== undefined) this.#templates.learnPhrase(phrase);
    this.#templates.learn(known, pattern, forms);
  }

  /** State as compact text with a version and a checksum: a restored miner goes on exactly as this one would. */
  snapshot(): string {
    return encodeSnapshot({
      templates: this.#templates.dump(),
      capacity: this.#shapes.capacity,
      // Which shapes have statuses alone is found out again.
      shapes: this.#shapes.dump((value) => value === PARTED_BY_STATUS ? PARTED : value),
      overflowed: this.#overflowed,
      isFull: this.#isFull,
      votes: this.#votes.dump(),
      first: this.#first.dump(),
    });
  }

  /**
   * Miner that goes on where {@linkcode snapshot} was taken; events not yet taken then are not part of it.
   *
   * @throws {SnapshotError} when the text is corrupt or of a future version
   */
  static restore(text: string, options?: MinerOptions): Miner {
    const state = decodeSnapshot(text);
    const miner = new Miner(options);
    miner.#templates.restore(state.templates);
    miner.#shapes.restore(state.shapes, state.capacity);
    miner.#overflowed = state.overflowed;
    miner.#isFull = state.isFull;
    if (state.votes !== undefined) miner.#votes.restore(state.votes);
    else miner.#votes.isOpen = false;
    if (state.first !== undefined) miner.#first.restore(state.first);
    return miner;
  }

  /** What is known of lines of a shape with this line's states; 0 for nothing. */
  #parted(buffer: Uint8Array, start: number, end: number, known: number): number {
    const shape = this.#shape;
    if (known === PARTED_BY_STATUS) this.#states = lineStates(buffer, start, end, { codes: -1, places: shape });
    else {
      const plain = this.#plain;
      plain.read(buffer, start, end, known === PARTED_IN_COLOUR);
      this.#states = this.#statesOf(plain);
      if (known === PARTED && !mayHaveStateCodes(buffer, start, end)) {
        this.#shapes.replace(shape.key, shape.check, PARTED_BY_STATUS);
      }
    }
    shape.part(this.#states);
    return this.#shapes.get(shape.key, shape.check);
  }

  /** Tells lines of a shape apart by their states, where such lines may have one. */
  #part(plain: PlainLine): void {
    const { key, check } = this.#shape;
    this.#states = this.#statesOf(plain);
    if (this.#states < 0) return;
    this.#shapes.set(key, check, plain.isCopy ? PARTED_IN_COLOUR : PARTED);
    this.#shape.part(this.#states);
  }

  /** What a line is told apart by from others of its shape. */
  #statesOf({ bytes, start, end, isCopy }: PlainLine): number {
    const places = isCopy ? this.#plainShape ??= new ShapeHash() : this.#shape;
    if (isCopy) places.scan(bytes, start, end);
    const codes = mayHaveStateCodes(bytes, start, end) ? stateCodesIn(bytes, start, end) : -1;
    return lineStates(bytes, start, end, { codes, places });
  }

  #place(buffer: Uint8Array, start: number, end: number): number {
    const message = this.#header.scan(buffer, start, end);
    this.lastLevel = this.#header.level || (this.#states > 0 ? statusLevel(buffer, message, end) : 0);
    const tokens = this.#tokensAt(buffer, message, end);
    const known = this.#templates.find(tokens);
    if (known >= 0) return this.#known(known, tokens);
    const hasRoom = this.#templates.live < this.#maxTemplates;
    if (!hasRoom && !this.#templates.hasPhrases) return this.#overflow();
    const pattern = patternOf(tokens);
    const folded = this.#templates.findFolded(pattern);
    if (folded >= 0) return this.#known(folded);
    const isUnsure = this.#hasLearned && this.#votes.isOpen;
    const learned = isUnsure ? this.#learned(buffer, start, end) : -1;
    if (learned >= 0) return this.#known(learned);
    if (!hasRoom) return this.#overflow();
    this.#overflowed = 0;
    if (isUnsure) this.#tokensAt(buffer, message, end);
    const handle = this.#templates.create(pattern, lineSample(buffer, start, end), formsOf(tokens));
    this.#templates.observe(handle, tokens);
    if (this.#isFull && this.#templates.live < this.#maxTemplates) this.#reopen();
    return handle;
  }

  /** Looks at a line of a shape that was met before: its digits are not part of that. */
  #observe(handle: number, buffer: Uint8Array, start: number, end: number): void {
    if (!this.#templates.isOpen(handle)) return;
    const plain = this.#plain;
    plain.read(buffer, start, end, this.#shape.isColoured);
    const message = this.#header.scan(plain.bytes, plain.start, plain.end, VOTED, true);
    this.#templates.observe(handle, this.#tokensAt(plain.bytes, message, plain.end));
  }

  /** As {@linkcode #place}, while lines vote: the shape has a handle of its own, and all are placed anew when the votes turn. */
  #placeFirst(buffer: Uint8Array, start: number, end: number): number {
    const { revision } = this.#votes;
    const handle = this.#place(buffer, start, end);
    const { asked, hasUsual } = this.#header, message = this.#header.message - start;
    if (message === 0 || this.#templates.template(handle).id === OVERFLOW_ID) return handle;
    const bytes = buffer.slice(start, end);
    const pattern = this.#hasLearned ? this.#patternAt(bytes, message) : patternOf(this.#tokenizer.tokens);
    const apart = this.#templates.apart(handle, pattern);
    this.#first.add({ handle: apart, bytes, message, asked, hasUsual });
    if (this.#first.isFull) this.#votes.isOpen = false;
    if (this.#votes.revision !== revision) this.#recast();
    if (!this.#votes.isOpen) this.#first.clear();
    return apart;
  }

  /** Handle of a learned template that a line is of, though its message may begin elsewhere than the votes say so far; -1 without. */
  #learned(buffer: Uint8Array, start: number, end: number): number {
    const line = buffer.subarray(start, end);
    for (const message of this.#byForm.startsOf(line)) {
      const found = this.#templates.find(this.#tokensAt(line, message));
      if (found < 0) continue;
      this.#header.message = start + message;
      return found;
    }
    return -1;
  }

  /** Mines the first lines again as far as their messages begin elsewhere now. */
  #recast(): void {
    const moved = new Set<number>();
    let revision: number;
    do {
      revision = this.#votes.revision;
      for (const line of this.#first.lines) {
        const message = this.#header.scan(line.bytes, 0, line.bytes.length, line.asked, line.hasUsual);
        if (message !== line.message) moved.add(this.#templates.resolve(line.handle));
        line.message = message;
        line.asked = this.#header.asked;
        line.hasUsual = this.#header.hasUsual;
      }
    } while (this.#votes.revision !== revision);
    const concerned = this.#first.lines.filter(({ handle }) => moved.has(this.#templates.resolve(handle)));
    this.#templates.recast(concerned.map(({ handle, bytes, message }) => ({
      handle,
      pattern: this.#patternAt(bytes, message),
      sample: lineSample(bytes, 0, bytes.length),
    })));
    for (const { handle, bytes, message } of concerned) this.#templates.observe(handle, this.#tokensAt(bytes, message));
  }

  /** Those of a template's text. */
  #tokensOf(text: Uint8Array): TokenList {
    const tokens = this.#tokenizer.scan(text, 0, text.length, true);
    markValuePositions(tokens, text);
    return tokens;
  }

  #tokensAt(bytes: Uint8Array, start: number, end = bytes.length): TokenList {
    const tokens = this.#tokenizer.scan(bytes, start, end);
    markValuePositions(tokens, bytes);
    return tokens;
  }

  #patternAt(bytes: Uint8Array, start: number): Pattern {
    return patternOf(this.#tokensAt(bytes, start));
  }

  #known(handle: number, tokens?: TokenList): number {
    if (tokens !== undefined) this.#templates.observe(handle, tokens);
    this.#overflowed = 0;
    this.stats.knownPath++;
    return handle;
  }

  /** A line of a template for which there is no room. */
  #overflow(): number {
    this.#overflowed++;
    this.#isFull = true;
    return this.#templates.overflow();
  }

  #placed(template: PlacedTemplate): number {
    const known = this.#templates.withText(template.text);
    if (known >= 0) this.stats.knownPath++;
    if (known >= 0) return known;
    if (this.#templates.live >= this.#maxTemplates) {
      this.#isFull = true;
      return this.#templates.overflow();
    }
    return this.#templates.place(template);
  }

  /** Whether a line of a shape never met goes into the overflow template without a look. */
  #isShedding(): boolean {
    if (this.#overflowed < SHEDDING_AFTER) return false;
    this.#overflowed++;
    if ((this.#overflowed & 7) === 0) return false;
    this.lastLevel = 0;
    this.stats.shed++;
    return true;
  }

  /** There is room again: lines that went into the overflow template are looked at anew. */
  #reopen(): void {
    const value = this.#templates.overflow() + 1;
    this.#shapes.drop((packed) => packed >>> 3 === value);
    this.#isFull = false;
  }

  /** What a template's first line says, wherever its message begins. */
  #readings(sample: string): Pattern[] {
    const bytes = ENCODER.encode(sample);
    return sample === "" ? [] : this.#byForm.startsOf(bytes).map((start) => this.#patternAt(bytes, start));
  }
}
