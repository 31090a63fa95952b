import { BYTE } from "../../core/bytes.ts";

const { COLON, SPACE_BYTE } = BYTE;

/** Host and program after a time stamp, as syslog writes them: RFC 3164, the same with an ISO time, and RFC 5424. */
const SYSLOG =
  /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*) ([\w.:-]+) [\w.\/@-]+(?:\[\d+\])?:|^<\d{1,3}>\d \S+ ([\w.:-]+) \S+ \S+ \S+/;
/** Bytes of a line's beginning in which that stands. */
const BEGINNING = 160;

/** The hosts that a log's lines name, per key: nothing where the log is none of syslog's. */
export class SyslogHosts {
  readonly #hosts: Set<string>[] = [];
  readonly #decoder = new TextDecoder();
  #last = new Uint8Array(0);
  #lastAt = 0;
  #lastHost = "";

  /** Looks at a line of a key, a small whole number. */
  add(key: number, buffer: Uint8Array, start: number, end: number): void {
    const host = this.#isSame(buffer, start, end) ? this.#lastHost : this.#read(buffer, start, end);
    if (host !== "") (this.#hosts[key] ??= new Set()).add(host);
  }

  /** Hosts of a key, in no order. */
  of(key: number): ReadonlySet<string> {
    return this.#hosts[key] ?? NONE;
  }

  /** Whether the last line's host stands at the same place, between spaces: nearly every line of a machine's log. */
  #isSame(buffer: Uint8Array, start: number, end: number): boolean {
    const at = start + this.#lastAt, { length } = this.#last;
    if (length === 0 || at + length + 1 >= end || buffer[at - 1] !== SPACE_BYTE) return false;
    for (let i = 0; i < length; i++) if (buffer[at + i] !== this.#last[i]) return false;
    return buffer[at + length] === SPACE_BYTE && hasColon(buffer, at + length + 1, end);
  }

  #read(buffer: Uint8Array, start: number, end: number): string {
    const text = this.#decoder.decode(buffer.subarray(start, Math.min(end, start + BEGINNING)));
    const found = SYSLOG.exec(text), host = found?.[1] ?? found?.[2] ?? "";
    if (found?.[1] === undefined) return host;
    this.#lastAt = text.indexOf(` ${host} `) + 1;
    this.#last = new TextEncoder().encode(host);
    this.#lastHost = host;
    return host;
  }
}

const NONE: ReadonlySet<string> = new Set();

/** Whether a column ends in a colon, as a program's name does. */
function hasColon(buffer: Uint8Array, start: number, end: number): boolean {
  const stop = buffer.subarray(start, Math.min(end, start + BEGINNING)).indexOf(SPACE_BYTE);
  return stop > 0 && buffer[start + stop - 1] === COLON;
}
