import type { Message } from "./scenario.ts";

type Random = () => number;

/** What each placeholder of a message becomes: a new value in every line. */
const VALUES: Readonly<Record<string, (random: Random) => string>> = {
  user: (random) => String(1000 + whole(random, 9000)),
  address: (random) => `10.${whole(random, 256)}.${whole(random, 256)}.${1 + whole(random, 254)}`,
  milliseconds: (random) => String(1 + whole(random, 500)),
  number: (random) => String(10_000 + whole(random, 50_000)),
  node: (random) => String(1 + whole(random, 64)),
  process: (random) => String(100 + whole(random, 32_000)),
  percentage: (random) => String(20 + whole(random, 70)),
  status: (random) => String(500 + whole(random, 12)),
};

/** A message with its placeholders filled in. @throws {RangeError} for a placeholder that has no values. */
export function fillMessage({ text }: Message, random: Random): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = VALUES[name];
    if (!value) throw new RangeError(`Cannot fill "{${name}}": expected one of ${Object.keys(VALUES).join(", ")}`);
    return value(random);
  });
}

/** Whether a line holds the message, whatever its values. */
export function holdsMessage(line: string, { text }: Message): boolean {
  let from = 0;
  return text.split(/\{\w+\}/).every((part) => {
    const at = line.indexOf(part, from);
    from = at + part.length;
    return at >= 0;
  });
}

function whole(random: Random, below: number): number {
  return Math.floor(random() * below);
}
