import { contentId } from "./content_id.ts";
import { HeaderScanner } from "./header.ts";
import {
  emptyPattern,
  holeMix,
  keyOf,
  mix,
  packPattern,
  type Pattern,
  patternOf,
  patternText,
  punch,
  unpackPattern,
} from "./pattern.ts";
import { MAX_LINE, ShapeHash } from "./shape_hash.ts";
import { ShapeTable } from "./shape_table.ts";
import { decodeSnapshot, encodeSnapshot } from "./snapshot.ts";
import { MAX_SAMPLE, type MinedTemplate, type MiningEvent, OVERFLOW_ID, OVERFLOW_TEXT } from "./template.ts";
import { IDENTIFIER, PARTIAL, printableText, PUNCTUATION, Tokens, VALUE, WORD } from "./tokens.ts";

const ENCODER = new TextEncoder();

export { SnapshotError } from "./snapshot.ts";
export { LEVELS } from "./levels.ts";
export type { MinedTemplate, MiningEvent } from "./template.ts";

/** Bounds of a miner. */
export interface MinerOptions {
  /** Most templates; lines of further ones go into the overflow template. @default 2000 */
  readonly maxTemplates?: number;
  /** Most masked shapes remembered for the fast path. @default 100000 */
  readonly maxShapes?: number;
}

/** Lines by the path that they took. */
export interface MinerStats {
  lines: number;
  /** Shape met before: no more than a hash and a look-up. */
  fastPath: number;
  /** New shape of a known template. */
  knownPath: number;
  /** Put into the overflow template without a look, while everything new overflows. */
  shed: number;
}

const SHEDDING_AFTER = 1024;
const MAX_TEXT = 2048;
const MAX_GROUP = 64;
const DECODER = new TextDecoder();
// deno-lint-ignore no-control-regex -- a colour begins with a control character
const COLOUR = /\u001b\[[0-9;?]*[@-~]/g;

interface Entry {
  id: string;
  text: string;
  sample: string;
  pattern: Pattern;
  ancestors: string[];
  parent: number;
}

/** One miner per source. Pure: no input or output, no clock, no randomness. */
export class Miner {
  /** Index into LEVELS of the level that the last mined line's header names. */
  lastLevel = 0;
  /** Lines since construction: all, and how many took each path; the rest were new. */
  readonly stats: MinerStats = { lines: 0, fastPath: 0, knownPath: 0, shed: 0 };

  readonly #maxTemplates: number;
  readonly #shape = new ShapeHash();
  readonly #shapes: ShapeTable;
  readonly #header = new HeaderScanner();
  readonly #tokens = new Tokens();
  readonly #entries: Entry[] = [];
  readonly #byKey = new Map<number, number>();
  readonly #byId = new Map<string, number>();
  readonly #holeSets = new Map<number, number[][]>();
  readonly #groups = new Map<number, number[]>();
  #events: MiningEvent[] = [];
  #live = 0;
  #overflow = -1;
  #overflowed = 0;

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
    const known = this.#shapes.get(this.#shape.key, this.#shape.check);
    if (known !== 0) {
      this.stats.fastPath++;
      this.lastLevel = known & 7;
      return (known >>> 3) - 1;
    }
    if (this.#isShedding()) return this.#overflow;
    const { key, check } = this.#shape;
    const handle = this.#place(buffer, start, end);
    this.#shapes.set(key, check, ((handle + 1) << 3) | this.lastLevel);
    return handle;
  }

  /** Template behind a handle; handles of merged templates resolve to the survivor. */
  template(handle: number): MinedTemplate {
    const { id, text, sample, ancestors } = this.#entries[this.resolve(handle)];
    return { id, text, sample, ancestors };
  }

  /** Handle of the template that a handle's template was merged into, or itself. */
  resolve(handle: number): number {
    const entries = this.#entries;
    while (entries[handle].parent !== handle) {
      entries[handle].parent = entries[entries[handle].parent].parent;
      handle = entries[handle].parent;
    }
    return handle;
  }

  /** Number of handles given so far. */
  get handleCount(): number {
    return this.#entries.length;
  }

  /** What happened since the last call, oldest first. */
  takeEvents(): MiningEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /**
   * Makes a template known by id and text, as the store's registry, a spool or a snapshot holds it, so that its lines
   * get this id. With its sample, positions whose word varies are told from values. A known id is left as it is.
   */
  learn({ id, text, sample = "" }: { id: string; text: string; sample?: string }): void {
    if (this.#byId.has(id)) return;
    if (id === OVERFLOW_ID) {
      this.#overflowHandle();
      return;
    }
    const varying = this.#varying(text, sample);
    const bytes = ENCODER.encode(text);
    this.#tokens.scan(bytes, 0, bytes.length);
    markPlaced(this.#tokens, bytes);
    const pattern = this.#pattern();
    const known = this.#byKey.get(lookupKey(pattern));
    for (const i of varying) punch(pattern, i);
    const handle = this.#entries.length;
    this.#entries.push({ id, text, sample, pattern, ancestors: [], parent: handle });
    this.#byId.set(id, handle);
    this.#live++;
    if (known !== undefined) {
      const root = this.resolve(known);
      this.#entries[root].parent = handle;
      this.#live--;
      this.#entries[handle].ancestors.push(this.#entries[root].id);
      this.#events.push({ kind: "merged", id: this.#entries[root].id, into: id });
    }
    this.#byKey.set(lookupKey(pattern), handle);
    if (pattern.holes.length > 0) this.#addHoleSet(pattern);
    for (const positions of variants(pattern)) this.#group(handle, positions);
  }

  /** State as compact text with a version and a checksum: a restored miner goes on exactly as this one would. */
  snapshot(): string {
    return encodeSnapshot({
      entries: this.#entries.map(({ id, text, sample, pattern, ancestors, parent }) => ({
        id,
        text,
        sample,
        ancestors,
        parent,
        pattern: packPattern(pattern),
      })),
      byKey: [...this.#byKey],
      groups: [...this.#groups],
      holeSets: [...this.#holeSets],
      capacity: this.#shapes.capacity,
      shapes: this.#shapes.dump(),
      overflow: this.#overflow,
      overflowed: this.#overflowed,
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
    state.entries.forEach((entry, handle) => {
      miner.#entries.push({ ...entry, ancestors: [...entry.ancestors], pattern: unpackPattern(entry.pattern) });
      miner.#byId.set(entry.id, handle);
      if (entry.parent === handle && entry.id !== OVERFLOW_ID) miner.#live++;
    });
    for (const [key, handle] of state.byKey) miner.#byKey.set(key, handle);
    for (const [key, members] of state.groups) miner.#groups.set(key, [...members]);
    for (const [count, sets] of state.holeSets) miner.#holeSets.set(count, sets.map((holes) => [...holes]));
    miner.#shapes.restore(state.shapes, state.capacity);
    miner.#overflow = state.overflow;
    miner.#overflowed = state.overflowed;
    return miner;
  }

  #varying(text: string, sample: string): number[] {
    if (sample === "") return [];
    const line = ENCODER.encode(sample);
    this.#tokens.scan(line, this.#header.scan(line, 0, line.length), line.length);
    const kinds = this.#tokens.kinds.slice(0, this.#tokens.count);
    const bytes = ENCODER.encode(text);
    this.#tokens.scan(bytes, 0, bytes.length);
    if (this.#tokens.count !== kinds.length) return [];
    return [...kinds.keys()].filter((i) =>
      this.#tokens.kinds[i] === VALUE && kinds[i] !== VALUE && kinds[i] !== PUNCTUATION
    );
  }

  #pattern(): Pattern {
    const pattern = patternOf(this.#tokens);
    for (let i = 0; i < pattern.kinds.length; i++) {
      if (this.#tokens.placed[i] && pattern.kinds[i] === WORD) pattern.kinds[i] = IDENTIFIER;
    }
    return pattern;
  }

  #place(buffer: Uint8Array, start: number, end: number): number {
    const message = this.#header.scan(buffer, start, end);
    this.lastLevel = this.#header.level;
    const tokens = this.#tokens;
    tokens.scan(buffer, message, end);
    markPlaced(tokens, buffer);
    const known = this.#find();
    if (known >= 0) {
      this.#overflowed = 0;
      this.stats.knownPath++;
      return this.resolve(known);
    }
    if (this.#live >= this.#maxTemplates) {
      this.#overflowed++;
      return this.#overflowHandle();
    }
    this.#overflowed = 0;
    return this.#create(sampleOf(buffer, start, end));
  }

  /**
   * Whether a line of a shape never met goes into the overflow template unseen: seven of eight do while everything new
   * has overflowed for long, so that a stream of noise costs little more than one of known lines.
   */
  #isShedding(): boolean {
    if (this.#overflowed < SHEDDING_AFTER) return false;
    this.#overflowed++;
    if ((this.#overflowed & 7) === 0) return false;
    this.lastLevel = 0;
    this.stats.shed++;
    return true;
  }

  #find(): number {
    const tokens = this.#tokens;
    let sum = 0, check = 0;
    for (let i = 0; i < tokens.count; i++) {
      sum = (sum + mix(tokens.hashes[i], i)) | 0;
      check = (check + mix(tokens.checks[i], i)) | 0;
    }
    const exact = this.#byKey.get(keyOf(sum, check) + tokens.count);
    if (exact !== undefined) return exact;
    for (const holes of this.#holeSets.get(tokens.count) ?? []) {
      let holedSum = sum, holedCheck = check;
      for (const i of holes) {
        holedSum = (holedSum - mix(tokens.hashes[i], i) + holeMix(i)) | 0;
        holedCheck = (holedCheck - mix(tokens.checks[i], i) + holeMix(i)) | 0;
      }
      const found = this.#byKey.get(keyOf(holedSum, holedCheck) + tokens.count);
      if (found !== undefined) return found;
    }
    return -1;
  }

  #overflowHandle(): number {
    if (this.#overflow < 0) {
      this.#overflow = this.#entries.length;
      this.#entries.push({
        id: OVERFLOW_ID,
        text: OVERFLOW_TEXT,
        sample: "",
        pattern: emptyPattern(),
        ancestors: [],
        parent: this.#overflow,
      });
      this.#events.push({ kind: "overflowed", id: OVERFLOW_ID });
    }
    return this.#overflow;
  }

  #create(sample: string): number {
    const pattern = this.#pattern();
    const fullText = patternText(pattern);
    const id = contentId(fullText);
    const known = this.#byId.get(id);
    if (known !== undefined) {
      this.#byKey.set(lookupKey(pattern), known);
      return this.resolve(known);
    }
    const text = bounded(fullText);
    const handle = this.#entries.length;
    this.#entries.push({ id, text, sample, pattern, ancestors: [], parent: handle });
    this.#live++;
    this.#byId.set(id, handle);
    this.#byKey.set(lookupKey(pattern), handle);
    this.#events.push({ kind: "created", id, text, sample });
    this.#compare(handle);
    return this.resolve(handle);
  }

  /** Looks for templates that the evidence says are the same as this one, and merges them. */
  #compare(handle: number): void {
    for (const positions of variants(this.#entries[handle].pattern)) {
      this.#join(handle, positions);
      if (this.resolve(handle) !== handle) return;
    }
    this.#joinGrid(handle);
  }

  /**
   * Two positions that take words of one set vary: "( on off )", "( off off )", "( off on )". Each alone might be a word
   * that matters.
   */
  #joinGrid(handle: number): void {
    const pattern = this.#entries[handle].pattern;
    const seen: { position: number; words: Set<number>; members: number[] }[] = [];
    for (let i = 1; i < pattern.kinds.length; i++) {
      if (pattern.holes.includes(i) || (pattern.kinds[i] !== WORD && pattern.kinds[i] !== IDENTIFIER)) continue;
      const members = this.#groups.get(this.#holedKey(pattern, [i])) ?? [];
      if (members.length < 2) continue;
      const words = new Set(members.map((member) => this.#entries[member].pattern.hashes[i]));
      const other = seen.find((earlier) => intersection(earlier.words, words) >= 2);
      if (other !== undefined) {
        const roots = new Set([...members, ...other.members].map((member) => this.resolve(member)));
        this.#merge([...roots], [other.position, i]);
        return;
      }
      seen.push({ position: i, words, members });
    }
  }

  #holedKey(pattern: Pattern, positions: readonly number[]): number {
    let { sum, check } = pattern;
    for (const i of positions) {
      if (pattern.holes.includes(i)) continue;
      sum = (sum - mix(pattern.hashes[i], i) + holeMix(i)) | 0;
      check = (check - mix(pattern.checks[i], i) + holeMix(i)) | 0;
    }
    return keyOf(sum, check) + pattern.kinds.length;
  }

  /** Notes that the template is one of those that differ at these positions alone, and returns them all. */
  #group(handle: number, positions: readonly number[]): readonly number[] {
    const key = this.#holedKey(this.#entries[handle].pattern, positions);
    const members = this.#groups.get(key);
    if (members === undefined) {
      this.#groups.set(key, [handle]);
      return [handle];
    }
    if (members.length < MAX_GROUP && !members.includes(handle)) members.push(handle);
    return members;
  }

  #join(handle: number, positions: number[]): void {
    const pattern = this.#entries[handle].pattern;
    const members = this.#group(handle, positions);
    if (members.length < 2) return;
    const roots = [...new Set(members.map((m) => this.resolve(m)))];
    if (roots.length < 2) return;
    const differing = positions.filter((i) => new Set(roots.map((r) => this.#entries[r].pattern.hashes[i])).size > 1);
    const isValue = differing.every((i) => {
      const kinds = roots.map((r) => this.#entries[r].pattern.kinds[i]);
      const distinct = new Set(members.map((m) => this.#entries[m].pattern.hashes[i])).size;
      return isEvidence(kinds, distinct, i, pattern);
    });
    if (isValue) this.#merge(roots, differing);
  }

  #merge(roots: number[], holes: number[]): void {
    const survivor = Math.min(...roots);
    const entry = this.#entries[survivor];
    for (const root of roots) {
      if (root === survivor) continue;
      for (const i of this.#entries[root].pattern.holes) punch(entry.pattern, i);
      this.#replace(root, survivor);
    }
    for (const i of holes) punch(entry.pattern, i);
    this.#absorb(survivor);
    this.#byKey.set(lookupKey(entry.pattern), survivor);
    this.#addHoleSet(entry.pattern);
    const text = bounded(patternText(entry.pattern));
    if (text !== entry.text) {
      entry.text = text;
      this.#events.push({ kind: "generalised", id: entry.id, text });
    }
    this.#compare(survivor);
  }

  /** There is room again: lines that went into the overflow template are looked at anew. */
  #reopen(): void {
    const value = this.#overflow + 1;
    this.#shapes.drop((packed) => packed >>> 3 === value);
  }

  #replace(root: number, survivor: number): void {
    const entry = this.#entries[survivor], replaced = this.#entries[root];
    replaced.parent = survivor;
    if (this.#live-- === this.#maxTemplates && this.#overflow >= 0) this.#reopen();
    entry.ancestors.push(replaced.id, ...replaced.ancestors);
    this.#events.push({ kind: "merged", id: replaced.id, into: entry.id });
  }

  /** Merges the templates that the generalised one now covers. */
  #absorb(survivor: number): void {
    const { pattern } = this.#entries[survivor];
    for (let handle = 0; handle < this.#entries.length; handle++) {
      const entry = this.#entries[handle];
      if (handle === survivor || entry.parent !== handle || entry.pattern.kinds.length !== pattern.kinds.length) {
        continue;
      }
      if (!coversPattern(pattern, entry.pattern)) continue;
      // An older id would be the better one to keep, but this one is already known to have survived.
      this.#replace(handle, survivor);
    }
  }

  #addHoleSet(pattern: Pattern): void {
    const sets = this.#holeSets.get(pattern.kinds.length) ?? [];
    const name = pattern.holes.join();
    if (sets.some((holes) => holes.join() === name)) return;
    sets.push([...pattern.holes]);
    this.#holeSets.set(pattern.kinds.length, sets);
  }
}

function intersection(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let count = 0;
  for (const item of a) if (b.has(item)) count++;
  return count;
}

/** Whether all lines of `special` are lines of `general` too. */
function coversPattern(general: Pattern, special: Pattern): boolean {
  if (special.kinds.length === 0) return false;
  for (let i = 0; i < general.kinds.length; i++) {
    if (general.holes.includes(i)) continue;
    if (
      special.holes.includes(i) || general.hashes[i] !== special.hashes[i] || general.checks[i] !== special.checks[i]
    ) return false;
  }
  return true;
}

/** The line as text: printable, without colours, cut with a mark. */
function sampleOf(buffer: Uint8Array, start: number, end: number): string {
  const text = DECODER.decode(buffer.subarray(start, Math.min(end, start + 4 * MAX_SAMPLE)));
  const sample = printableText(text.replace(COLOUR, ""));
  return sample.length > MAX_SAMPLE ? sample.slice(0, MAX_SAMPLE - 1) + "…" : sample;
}

function bounded(text: string): string {
  return text.length > MAX_TEXT ? text.slice(0, MAX_TEXT - 1) + "…" : text;
}

function lookupKey(pattern: Pattern): number {
  return keyOf(pattern.sum, pattern.check) + pattern.kinds.length;
}

/** Sets of positions at which a template may differ from others of its kind: all soft ones, then each one alone. */
function variants(pattern: Pattern): number[][] {
  const positions = [...pattern.kinds.keys()];
  const soft = positions.filter((i) => isSoft(pattern, i));
  const single = positions.filter((i) => pattern.kinds[i] !== PUNCTUATION && !pattern.holes.includes(i)).map((
    i,
  ) => [i]);
  return soft.length > 0 ? [soft, ...single] : single;
}

function isSoft(pattern: Pattern, i: number): boolean {
  if (pattern.holes.includes(i)) return false;
  return pattern.kinds[i] === PARTIAL || (pattern.kinds[i] === IDENTIFIER && i > 0);
}

function isEvidence(kinds: number[], distinct: number, position: number, pattern: Pattern): boolean {
  const words = pattern.kinds.reduce((sum, kind, i) => sum + (kind === WORD && i !== position ? 1 : 0), 0);
  if (words === 0) return false;
  if (kinds.every((kind) => kind >= IDENTIFIER)) return distinct >= 2;
  if (position > 0 && kinds.includes(VALUE)) return distinct >= (words >= 3 ? 2 : 3);
  if (position > 0 && kinds.includes(PARTIAL)) return distinct >= 3;
  if (position === 0) return distinct >= (words >= 2 ? 12 : 24);
  const least = words >= 3 ? 5 : words === 2 ? 6 : 10;
  return distinct >= Math.min(least, cueOf(pattern, position));
}

const NOUNS = new Set(
  ("user host name named client server context class interface device process thread module package file path domain node job " +
    "task session request account group role table database queue topic container pod image namespace zone region bucket key id " +
    "label").split(" "),
);
const PREPOSITIONS = new Set("for from by to at on in with of".split(" "));

/** How many different words it takes behind the word before: few behind "host", some behind "for", unless they shout. */
function cueOf({ texts }: Pattern, position: number): number {
  const isState = /^[A-Z_]{2,}$/.test(texts[position]);
  if (isState) return Infinity;
  const before = texts[position - 1];
  return NOUNS.has(before) ? 3 : PREPOSITIONS.has(before) ? 4 : Infinity;
}

function markPlaced(tokens: Tokens, buffer: Uint8Array): void {
  for (let i = 1; i < tokens.count; i++) {
    if (tokens.kinds[i] !== WORD) continue;
    const before = buffer[tokens.starts[i - 1]];
    const length = tokens.ends[i - 1] - tokens.starts[i - 1];
    if (!tokens.spaced[i] && length === 1 && before === 58 && i > 1 && tokens.kinds[i - 2] >= WORD) {
      tokens.placed[i] = 1;
    }
    if (tokens.spaced[i] && tokens.kinds[i - 1] === WORD && length === 4 && isUser(buffer, tokens.starts[i - 1])) {
      tokens.placed[i] = 1;
    }
  }
}

function isUser(buffer: Uint8Array, at: number): boolean {
  return buffer[at] === 117 && buffer[at + 1] === 115 && buffer[at + 2] === 101 && buffer[at + 3] === 114;
}
