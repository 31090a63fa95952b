import { crc32 } from "node:zlib";

/** A piece that LZMA2 stores as it is has this many bytes at most. */
const PIECE_BYTES = 65_536;
/** CRC32 as the check of a block. */
const FLAGS = [0, 1];

/** Bytes as an `.xz` file that holds them as they are (The .xz File Format 1.2.1): no tool that compresses is needed. */
export function storedXz(plain: Uint8Array): Uint8Array {
  const pieces: number[][] = [];
  for (let at = 0; at < plain.length; at += PIECE_BYTES) {
    const piece = plain.subarray(at, at + PIECE_BYTES);
    pieces.push([at === 0 ? 1 : 2, (piece.length - 1) >> 8, (piece.length - 1) & 0xff, ...piece]);
  }
  const data = [...pieces.flat(), 0];
  // One filter, LZMA2 (0x21) with one byte of properties: a dictionary of 64 KB.
  const blockHead = withCrc([2, 0, 0x21, 1, 8, 0, 0, 0]);
  const block = [...blockHead, ...padded(data), ...u32(crc32(plain))];
  const unpadded = blockHead.length + data.length + 4;
  const index = withCrc(padded([0, 1, ...number(unpadded), ...number(plain.length)]));
  const footer = [...u32(index.length / 4 - 1), ...FLAGS];
  const head = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, ...FLAGS, ...u32(crc32(new Uint8Array(FLAGS)))];
  const tail = [...u32(crc32(new Uint8Array(footer))), ...footer, 0x59, 0x5a];
  return new Uint8Array([...head, ...block, ...index, ...tail]);
}

function u32(value: number): number[] {
  return [0, 8, 16, 24].map((bits) => (value >>> bits) & 0xff);
}

function number(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...number(Math.floor(value / 0x80))];
}

function padded(bytes: readonly number[]): number[] {
  return [...bytes, ...new Array((4 - bytes.length % 4) % 4).fill(0)];
}

function withCrc(bytes: readonly number[]): number[] {
  return [...bytes, ...u32(crc32(new Uint8Array(bytes)))];
}
