import { generate, Generator } from "../../testing/logs/generator.ts";
import { LOG_FORMATS } from "../../testing/logs/log_formats.ts";

const CHUNK_LINES = 20_000;
const ENCODER = new TextEncoder();

/** Sample lines of each source, by its name: the 2k samples of a Loghub folder, or made-up ones where there is none. */
export async function sampleSources(data: string | undefined): Promise<Map<string, string[]>> {
  const sources = new Map<string, string[]>();
  if (data === undefined) {
    for (const [name, messages] of Object.entries(LOG_FORMATS)) {
      sources.set(
        name,
        generate(messages, 2000).map(({ line }) => line),
      );
    }
    return sources;
  }
  for await (const { name, isDirectory } of Deno.readDir(data)) {
    if (!isDirectory) continue;
    const text = await Deno.readTextFile(`${data}/${name}/${name}_2k.log`);
    sources.set(name, text.split("\n").filter((line) => line !== ""));
  }
  return new Map([...sources].sort(([a], [b]) => a < b ? -1 : 1));
}

/**
 * Writes `count` lines that take turns through the sources and repeat each one's samples, every digit changed each time,
 * so that remembering whole lines gains nothing.
 */
export async function writeRepeated(
  path: string,
  sources: readonly (readonly string[])[],
  count: number,
): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const g = new Generator(12345);
  for (let done = 0; done < count; done += CHUNK_LINES) {
    const lines = Array.from({ length: Math.min(CHUNK_LINES, count - done) }, (_, i) => {
      const turn = done + i;
      const samples = sources[turn % sources.length];
      const sample = samples[Math.floor(turn / sources.length) % samples.length];
      return sample.replace(/\d/g, () => String(g.int(0, 9)));
    });
    writeAll(file, ENCODER.encode(lines.join("\n") + "\n"));
  }
}

/** Writes lines of random words after a header, none like another. */
export async function writeNoise(path: string, count: number): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true, truncate: true });
  const g = new Generator(7);
  for (let done = 0; done < count; done += CHUNK_LINES) {
    const lines = Array.from({ length: Math.min(CHUNK_LINES, count - done) }, () => {
      const words = Array.from({ length: g.int(6, 15) }, () => g.word(g.int(3, 10)));
      return `2025-01-01 ${g.time()} INFO ${words.join(" ")}`;
    });
    writeAll(file, ENCODER.encode(lines.join("\n") + "\n"));
  }
}

function writeAll(file: Deno.FsFile, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
}
