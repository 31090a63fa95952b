import { dirname } from "node:path";
import { constants, gunzipSync } from "node:zlib";
import type { FileCheckpoint } from "../../state/checkpoint.ts";
import { beginsLike, type Content } from "./content.ts";
import { bytesOf, HEAD_BYTES } from "./file_identity.ts";
import { orNothing } from "./file_problem.ts";
import { listedIn } from "./file_search.ts";

const TAR = /\.(tar|tar\.gz|tgz)$/;
/** A tar is made of blocks (POSIX.1-2024, pax, "ustar Interchange Format"). */
const BLOCK_BYTES = 512;
/** A file has one header at most for each of these: its path, and what pax adds. */
const MOST_HEADERS = 4;
/** Of what is compressed that many first bytes are looked at, and what they decompress to. */
const LOOKED_AT_BYTES = 65_536, MOST_PLAIN_BYTES = 64 * 2 ** 20;
/** As many are looked into, the newest. */
const MOST_TARS = 20;

/** A log that was packed into a tar. */
export interface TarredLog {
  /** Of the tar. */
  readonly path: string;
  /** Bytes of the log that it holds. */
  readonly size: number;
}

/**
 * Finds the tar beside a log whose first file is what a mark was made of, by that file's first bytes. What is in it is not read; its header says how
 * much that is.
 */
export function tarredLog(mark: FileCheckpoint): TarredLog | undefined {
  if (mark.fingerprint.length < HEAD_BYTES) return undefined;
  return tarsBeside(mark.path).flatMap((path) => {
    const size = orNothing(() => sizeIn(path, mark));
    return size === undefined ? [] : [{ path, size }];
  })[0];
}

function tarsBeside(log: string): string[] {
  const tars = listedIn(dirname(log), (name) => TAR.test(name));
  return tars.sort((a, b) => b.writtenMs - a.writtenMs).slice(0, MOST_TARS).map(({ path }) => path);
}

/** How many bytes a tar's first file has, where that is the mark's: by its beginning, and what was read last where that is within reach. */
function sizeIn(path: string, { offset, fingerprint: { length, hash, tail } }: FileCheckpoint): number | undefined {
  using file = Deno.openSync(path);
  const first = firstFileOf(path.endsWith(".tar") ? bytesAtOf(file) : bytesAtBegin(file));
  if (first === undefined || first.size < offset) return undefined;
  const isInReach = tail !== undefined && first.bytesAt(tail.end - 1, 1).length > 0;
  return beginsLike(first, isInReach ? { length, hash, tail } : { length, hash }) ? first.size : undefined;
}

type BytesAt = Content["bytesAt"];

function bytesAtOf(file: Deno.FsFile): BytesAt {
  return (from, length) => bytesOf(file, from, length);
}

/** Of the beginning of what is compressed. */
function bytesAtBegin(file: Deno.FsFile): BytesAt {
  const plain = gunzipSync(bytesOf(file, 0, LOOKED_AT_BYTES), {
    finishFlush: constants.Z_SYNC_FLUSH,
    maxOutputLength: MOST_PLAIN_BYTES,
  });
  return (from, length) => plain.subarray(from, from + length);
}

/** The first file of a tar, and as much of its bytes as is in reach; what only describes files is passed over. */
function firstFileOf(bytesAt: BytesAt): { readonly size: number; readonly bytesAt: BytesAt } | undefined {
  for (let at = 0, blocks = 0; blocks < MOST_HEADERS; blocks++) {
    const header = bytesAt(at, BLOCK_BYTES), from = at + BLOCK_BYTES;
    const size = octal(header.subarray(124, 136));
    if (asText(header.subarray(257, 262)) !== "ustar" || size === undefined) return undefined;
    const kind = asText(header.subarray(156, 157));
    const isFile = kind === "0" || kind === "\0";
    if (isFile) {
      return {
        size,
        bytesAt: (start, length) => bytesAt(from + start, Math.max(0, Math.min(length, size - start))),
      };
    }
    at = from + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  }
  return undefined;
}

function octal(bytes: Uint8Array): number | undefined {
  const [digits] = /^[0-7]+/.exec(asText(bytes).trimStart()) ?? [];
  return digits === undefined ? undefined : parseInt(digits, 8);
}

function asText(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
