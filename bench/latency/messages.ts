import { Generator } from "../../testing/logs/generator.ts";

/**
 * Log lines of a given number of messages, one each, in words that no two of them share. Each has a number or two that
 * may change. A larger `count` gives the same first lines.
 */
export function differentMessages(count: number): string[] {
  const g = new Generator(1_000);
  return Array.from({ length: count }, () => {
    const words = Array.from({ length: g.int(4, 9) }, () => g.word(g.int(4, 9)));
    return `2026-01-05T10:00:00.000Z INFO ${g.word()}: ${words.join(" ")} ${g.int(1_000, 9_999)} in ${
      g.int(100, 999)
    } ms`;
  });
}
