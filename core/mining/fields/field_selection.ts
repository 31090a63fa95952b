import { BYTE } from "../../bytes.ts";
import { CHECK_FACTOR, FNV_PRIME } from "../../fnv.ts";
import { isMethod } from "../requests/methods.ts";
import { isGrpcState, isSqlState } from "../requests/state_codes.ts";
import { isUsualStatus } from "../requests/status_codes.ts";
import { type FieldCursor, NUMBER, TEXT } from "./field_cursor.ts";
import { fieldLevel } from "./field_level.ts";
import {
  type FieldRoles,
  GRPC_STATE,
  HOST,
  HTTP_STATUS,
  LEVEL,
  MESSAGE,
  MESSAGE_TEMPLATE,
  rankOf,
  REQUEST_METHOD,
  roleOf,
  SQL_STATE,
  STATE,
  STATE_OR_MESSAGE,
  TIME,
} from "./field_roles.ts";
import { isStatus, keptBytes } from "./state_value.ts";

const { SPACE_BYTE } = BYTE;
const LAST = 15;
const PRIME = FNV_PRIME, FACTOR = CHECK_FACTOR;
/** What a Serilog record's level is where it names none. */
const INFO = 3;

/** Finds a record's parts among its fields: each is the first of the lowest rank. */
export class FieldSelection {
  /** The message is `[start, end)`; `start` is -1 without. */
  start = -1;
  end = -1;
  isEscaped = false;
  /** The message is a template: `Took {Elapsed}`. */
  isTemplate = false;
  /** Index into LEVELS, 0 for none. */
  level = 0;
  /** The status of HTTP that a request was answered with begins here; -1 without. */
  statusStart = -1;
  /** A request's method is `[methodStart, methodEnd)`; `methodStart` is -1 without. */
  methodStart = -1;
  methodEnd = -1;
  /** A state of gRPC or SQL is `[codeStart, codeEnd)`; `codeStart` is -1 without. */
  codeStart = -1;
  codeEnd = -1;
  isSqlCode = false;
  /** The host's name is `[hostStart, hostEnd)`; `hostStart` is -1 without. */
  hostStart = -1;
  hostEnd = -1;
  /** The time's value; `timeStart` is -1 without. */
  timeStart = -1;
  timeEnd = -1;
  /** Two independent hashes of its keys and its states, whatever their order. */
  key = 0;
  check = 0;
  /** Fields that were looked at. */
  fields = 0;

  readonly #roles: FieldRoles;
  #messageRank = LAST;
  #levelRank = LAST;
  #timeRank = LAST;

  constructor(roles: FieldRoles) {
    this.#roles = roles;
  }

  /** Looks at all fields from a cursor that was just opened on. */
  read(bytes: Uint8Array, cursor: FieldCursor): void {
    this.start =
      this.hostStart =
      this.timeStart =
      this.statusStart =
      this.methodStart =
      this.codeStart =
        -1;
    this.isTemplate = this.isEscaped = false;
    this.level =
      this.key =
      this.check =
      this.fields =
        0;
    this.#messageRank = this.#levelRank = this.#timeRank = LAST;
    while (cursor.next()) this.#take(bytes, cursor);
    if (this.isTemplate && this.level === 0) this.level = INFO;
  }

  #take(bytes: Uint8Array, cursor: FieldCursor): void {
    const packed = this.#roles.of(cursor.path);
    this.fields++;
    switch (roleOf(packed)) {
      case MESSAGE:
      case MESSAGE_TEMPLATE:
        return this.#takeMessage(cursor, packed);
      case STATE_OR_MESSAGE:
        return isSentence(bytes, cursor) ? this.#takeMessage(cursor, packed) : this.#takeState(bytes, cursor);
      case LEVEL:
        return this.#takeLevel(bytes, cursor, rankOf(packed));
      case HOST:
        return this.#takeHost(cursor);
      case TIME:
        return this.#takeTime(cursor, rankOf(packed));
      case STATE:
        this.#takeOutcome(bytes, cursor, rankOf(packed));
        return this.#takeState(bytes, cursor);
      default:
        if (cursor.depth === 1) this.#hash(cursor.path, 0);
    }
  }

  #takeMessage({ kind, start, end, isEscaped, path, depth }: FieldCursor, packed: number): void {
    if (depth === 1) this.#hash(path, 0);
    if (kind !== TEXT || start === end || rankOf(packed) >= this.#messageRank) return;
    this.#messageRank = rankOf(packed);
    this.start = start;
    this.end = end;
    this.isEscaped = isEscaped;
    this.isTemplate = roleOf(packed) === MESSAGE_TEMPLATE;
  }

  #takeLevel(bytes: Uint8Array, { start, end }: FieldCursor, rank: number): void {
    if (rank >= this.#levelRank) return;
    const level = fieldLevel(bytes, start, end, rank);
    if (level === 0) return;
    this.level = level;
    this.#levelRank = rank;
  }

  #takeHost({ kind, start, end }: FieldCursor): void {
    if (kind !== TEXT || this.hostStart >= 0 || start === end) return;
    this.hostStart = start;
    this.hostEnd = end;
  }

  #takeTime({ kind, start, end }: FieldCursor, rank: number): void {
    if ((kind !== TEXT && kind !== NUMBER) || rank >= this.#timeRank) return;
    this.#timeRank = rank;
    this.timeStart = start;
    this.timeEnd = end;
  }

  /** How a request was answered: the first status and the first method count. */
  #takeOutcome(bytes: Uint8Array, { start, end }: FieldCursor, rank: number): void {
    if (rank === HTTP_STATUS && this.statusStart < 0 && isStatus(bytes, start, end) && isUsualStatus(bytes, start)) {
      this.statusStart = start;
    }
    if (rank === GRPC_STATE || rank === SQL_STATE) return this.#takeCode(bytes, start, end, rank === SQL_STATE);
    if (rank !== REQUEST_METHOD || this.methodStart >= 0) return;
    const stop = start + keptBytes(bytes, start, end);
    if (!isMethod(bytes, start, stop)) return;
    this.methodStart = start;
    this.methodEnd = stop;
  }

  #takeCode(bytes: Uint8Array, start: number, end: number, isSql: boolean): void {
    if (this.codeStart >= 0 || !(isSql ? isSqlState(bytes, start, end) : isGrpcState(bytes, start, end))) return;
    this.codeStart = start;
    this.codeEnd = end;
    this.isSqlCode = isSql;
  }

  /** A state whose value is no word is a field like others. */
  #takeState(bytes: Uint8Array, { kind, path, depth, start, end }: FieldCursor): void {
    const kept = kind === TEXT || kind === NUMBER ? keptBytes(bytes, start, end) : 0;
    if (kept === 0 && depth > 1) return;
    let hash = 0;
    for (let i = start; i < start + kept; i++) hash = Math.imul(hash ^ bytes[i], PRIME) + 1;
    this.#hash(path, hash);
  }

  #hash(path: number, value: number): void {
    const mixed = Math.imul(path ^ Math.imul(value ^ (value >>> 15), FACTOR), 0x85ebca6b);
    this.key = (this.key + (mixed ^ (mixed >>> 13))) | 0;
    this.check = (this.check + Math.imul(mixed ^ (mixed >>> 16), 0xc2b2ae35)) | 0;
  }
}

/** Whether a text has several words. */
function isSentence(bytes: Uint8Array, { kind, start, end }: FieldCursor): boolean {
  if (kind !== TEXT) return false;
  for (let i = start; i < end; i++) if (bytes[i] === SPACE_BYTE) return true;
  return false;
}
