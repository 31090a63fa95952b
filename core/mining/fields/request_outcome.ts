import { hasStateCode } from "../requests/state_codes.ts";
import { hasStatus } from "../requests/status_place.ts";
import { STATUS_DIGITS } from "../requests/status_codes.ts";

const ENCODER = new TextEncoder();
const METHOD = ENCODER.encode(" {method="), STATUS = ENCODER.encode(" status="), END = ENCODER.encode("}");
const GRPC = ENCODER.encode(" {grpc_code="), SQL = ENCODER.encode(" {sqlstate=");
/** Bytes of ` {grpc_code=FAILED_PRECONDITION}` at most. */
const LONGEST = 40;

/** Where the fields of a record say how a request was answered; -1 where they do not. */
export interface RequestPlaces {
  readonly methodStart: number;
  readonly methodEnd: number;
  readonly statusStart: number;
  readonly codeStart: number;
  readonly codeEnd: number;
  readonly isSqlCode: boolean;
}

/**
 * How a request was answered, where fields of a record say so that has a message: the method and the status are part of what happened as they are
 * in an access log, `handled request {method=GET status=5xx}`, and so is a state of gRPC or SQL, `finished call {grpc_code=Unavailable}`.
 */
export class RequestOutcome {
  /** The message and the outcome, from the last call of {@linkcode tellIn}. */
  bytes: Uint8Array = new Uint8Array();

  readonly #text = new Uint8Array(LONGEST);
  #length = 0;
  #isCode = false;
  readonly #longest: number;

  /** @param longest Bytes of a message that are taken */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Forgets the last record's. */
  clear(): void {
    this.#length = 0;
  }

  /** Takes what fields at these places say; of a method and a status nothing where they do not name both. */
  note(bytes: Uint8Array, places: RequestPlaces): void {
    const { methodStart, methodEnd, statusStart } = places;
    if (statusStart < 0 || methodStart < 0) return this.#noteCode(bytes, places);
    this.#length = 0;
    this.#isCode = false;
    this.#put(METHOD);
    this.#put(bytes.subarray(methodStart, methodEnd));
    this.#put(STATUS);
    this.#put(bytes.subarray(statusStart, statusStart + STATUS_DIGITS));
    this.#put(END);
  }

  /** Number of {@linkcode bytes} that a message and its outcome come to; 0 where there is none, or the message tells it itself. */
  tellIn(bytes: Uint8Array, start: number, end: number): number {
    if (this.#length === 0) return 0;
    if (this.#isCode ? hasStateCode(bytes, start, end) : hasStatus(bytes, start, end)) return 0;
    const length = Math.min(end - start, this.#longest);
    if (this.bytes.length === 0) this.bytes = new Uint8Array(this.#longest + LONGEST);
    this.bytes.set(bytes.subarray(start, start + length));
    this.bytes.set(this.#text.subarray(0, this.#length), length);
    return length + this.#length;
  }

  #noteCode(bytes: Uint8Array, { codeStart, codeEnd, isSqlCode }: RequestPlaces): void {
    if (codeStart < 0) return;
    this.#length = 0;
    this.#isCode = true;
    this.#put(isSqlCode ? SQL : GRPC);
    this.#put(bytes.subarray(codeStart, codeEnd));
    this.#put(END);
  }

  #put(part: Uint8Array): void {
    this.#text.set(part, this.#length);
    this.#length += part.length;
  }
}
