import { BYTE } from "../core/bytes.ts";
import { readLog } from "./read_log.ts";

const { LINE_FEED } = BYTE;

/** Bytes of each sample. */
const SAMPLE_BYTES = 64 * 1024;
/** Places of a file that samples are taken from, as shares of its length, besides its beginning. */
const PLACES = [0.25, 0.5, 0.75, 1];
/** Files whose samples are read, the newest ones. */
const MOST_FILES = 50;

/**
 * Lines from here and there in the files of a log, in their order: the beginning of each, and of the plain ones places further on. Each piece
 * begins with a whole line, may end in the middle of one, and holds until the next is asked for. Standard input and what can't be read have none.
 */
export async function* sampleLog(files: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const file of files.slice(-MOST_FILES)) {
    if (file !== "-") yield* samplesOf(file);
  }
}

async function* samplesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* beginning(file);
    yield* furtherOn(file);
  } catch {
    // Whoever reads the log says why it can't be read.
  }
}

async function* beginning(file: string): AsyncGenerator<Uint8Array> {
  for await (const piece of readLog(file)) {
    yield piece.subarray(0, SAMPLE_BYTES);
    return;
  }
}

function* furtherOn(path: string): Generator<Uint8Array> {
  if (path.endsWith(".gz")) return;
  using file = Deno.openSync(path);
  const { size } = file.statSync();
  const buffer = new Uint8Array(SAMPLE_BYTES);
  for (const place of size > SAMPLE_BYTES ? PLACES : []) {
    file.seekSync(Math.floor(Math.max(0, (size - SAMPLE_BYTES) * place)), Deno.SeekMode.Start);
    const piece = buffer.subarray(0, file.readSync(buffer) ?? 0);
    yield piece.subarray(piece.indexOf(LINE_FEED) + 1);
  }
}
