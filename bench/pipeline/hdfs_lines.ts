import { Generator } from "../../testing/logs/generator.ts";

type Line = (g: Generator) => string;

/** Made-up lines in the words of Hadoop's file system, about as often as a busy cluster writes each of them. */
export function hdfsLines(count: number): Uint8Array {
  const g = new Generator(8_111);
  const text = Array.from({ length: count }, () => `081109 ${g.two(0, 23)}${g.two(0, 59)}${g.two(0, 59)} ${line(g)}\n`);
  return new TextEncoder().encode(text.join(""));
}

function line(g: Generator): string {
  return g.pick(MIX)(g);
}

const block = (g: Generator) =>
  `blk_${g.pick(["", "-"])}${g.int(1_000_000_000, 9_999_999_999)}${g.int(100_000_000, 999_999_999)}`;
const node = (g: Generator) => `10.25${g.int(0, 1)}.${g.int(10, 255)}.${g.int(10, 255)}`;
const port = (g: Generator) => `${g.int(30_000, 59_999)}`;
const thread = (g: Generator) => g.int(10, 29_999);

const WEIGHTED: readonly (readonly [number, Line])[] = [
  [
    15,
    (g) =>
      `${thread(g)} INFO dfs.FSNamesystem: BLOCK* NameSystem.addStoredBlock: blockMap updated: ${
        node(g)
      }:50010 is added to ` +
      `${block(g)} size ${g.int(1_000_000, 67_108_864)}`,
  ],
  [
    15,
    (g) =>
      `${thread(g)} INFO dfs.DataNode$PacketResponder: PacketResponder ${g.int(0, 2)} for block ${
        block(g)
      } terminating`,
  ],
  [
    15,
    (g) =>
      `${thread(g)} INFO dfs.DataNode$PacketResponder: Received block ${block(g)} of size 67108864 from /${node(g)}`,
  ],
  [
    14,
    (g) =>
      `${thread(g)} INFO dfs.DataNode$DataXceiver: Receiving block ${block(g)} src: /${node(g)}:${port(g)} dest: /${
        node(g)
      }:50010`,
  ],
  [
    13,
    (g) =>
      `${thread(g)} INFO dfs.FSDataset: Deleting block ${block(g)} file /mnt/hadoop/dfs/data/current/subdir${
        g.int(10, 63)
      }/${block(g)}`,
  ],
  [
    11,
    (g) =>
      `${thread(g)} INFO dfs.FSNamesystem: BLOCK* NameSystem.delete: ${block(g)} is added to invalidSet of ${
        node(g)
      }:50010`,
  ],
  [
    6,
    (g) =>
      `${
        thread(g)
      } INFO dfs.FSNamesystem: BLOCK* NameSystem.allocateBlock: /user/root/rand/_temporary/_task_200811092030_0001_m_` +
      `${g.int(100_000, 999_999)}_0/part-${g.int(10_000, 99_999)}. ${block(g)}`,
  ],
  [4, (g) => `${thread(g)} INFO dfs.DataNode$DataXceiver: ${node(g)}:50010 Served block ${block(g)} to /${node(g)}`],
  [
    4,
    (g) =>
      `${thread(g)} WARN dfs.DataNode$DataXceiver: ${node(g)}:50010:Got exception while serving ${block(g)} to /${
        node(g)
      }:`,
  ],
  [3, (g) => `${thread(g)} INFO dfs.DataBlockScanner: Verification succeeded for ${block(g)}`],
];

const MIX: readonly Line[] = WEIGHTED.flatMap(([weight, make]) => Array<Line>(weight).fill(make));
