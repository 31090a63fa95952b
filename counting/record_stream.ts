import { LineStream } from "./line_stream.ts";
import type { OnRecord } from "./log_record.ts";
import { type Continues, RecordAssembler } from "./record_assembler.ts";

/** Gives the records of bytes that come in pieces: the same records however they are cut. */
export class RecordStream {
  readonly #assembler: RecordAssembler;
  readonly #lines: LineStream;
  readonly #onRecord: OnRecord;

  /** @default {each line is a record} for `continues` */
  constructor(onRecord: OnRecord, continues?: Continues) {
    const assembler = this.#assembler = new RecordAssembler(continues);
    this.#lines = new LineStream((buffer, start, end) => assembler.add(buffer, start, end, onRecord));
    this.#onRecord = onRecord;
  }

  /** Takes the next bytes, which may be used again when it returns. */
  push(bytes: Uint8Array): void {
    this.#lines.push(bytes);
  }

  /** No more bytes come: a last line counts without its newline too. */
  end(): void {
    this.#lines.end();
    this.#assembler.flush(this.#onRecord);
  }
}
