import { shuffled } from "../core/shuffled.ts";
import { fillMessage } from "./message_values.ts";
import type { Message, Phase, Scenario } from "./scenario.ts";

/** A line and when it is due, milliseconds after the scenario's begin. */
export interface DueLine {
  readonly phase: Phase;
  readonly dueMs: number;
  readonly message: Message;
  readonly text: string;
}

/** Share by which a line may come earlier or later than its phase's rate says. */
const JITTER = 0.05;

/**
 * The lines of a scenario in order of time, made one by one. Messages are dealt in shuffled rounds, so that their shares are
 * even in every second; each gap between lines has 5 % jitter. The same `random` gives the same lines.
 */
export function* scenarioLines(
  scenario: Scenario,
  { random, speed = 1 }: { random: () => number; speed?: number },
): Generator<DueLine> {
  let dueMs = 0;
  for (const phase of scenario.phases) {
    const gapMs = 1000 / (scenario.baseRate * phase.rate * speed);
    const deal = dealer(phase.messages, random);
    for (let line = 0; line < phase.lines; line++) {
      const message = deal();
      yield { phase, dueMs, message, text: fillMessage(message, random) };
      dueMs += gapMs * (1 + JITTER * (2 * random() - 1));
    }
  }
}

function dealer(messages: readonly Message[], random: () => number): () => Message {
  let round: Message[] = [];
  return () => {
    if (round.length === 0) round = shuffled(messages, (n) => Math.floor(random() * n));
    return round.pop()!;
  };
}
