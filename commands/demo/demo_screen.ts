import cliProgress from "cli-progress";
import type { Clock } from "../../core/clock.ts";
import { formatFigure } from "../../core/detection/figures/format_rate.ts";
import type { Phase, Scenario } from "../../demos/scenario.ts";
import type { Settings } from "../../settings/settings_table.ts";
import { createDisplay, type Display } from "../../terminal/display.ts";
import { styledText } from "../../terminal/styled_text.ts";

/** What a person sees of a running demo: the parts' events, and below them a bar with phase and rate. */
export interface DemoScreen extends Disposable {
  readonly display: Display;
  readonly progress: (lines: number, phase: Phase) => void;
}

/** A bar where there is a terminal and text is wanted; elsewhere a line when a phase begins. */
export function createDemoScreen(
  scenario: Scenario,
  { settings, clock }: { settings: Settings; clock: Clock },
): DemoScreen {
  const bar = Deno.stdout.isTerminal() && !settings.json && !settings.quiet;
  return bar ? barScreen(scenario, { settings, clock }) : plainScreen(settings);
}

function plainScreen(settings: Settings): DemoScreen {
  const display = createDisplay(settings);
  let current: Phase | null = null;
  return {
    display,
    progress: (_, phase) => {
      if (phase !== current) display.note(`phase ${phase.name}: ${phase.lines} lines at ${phase.rate}x`);
      current = phase;
    },
    [Symbol.dispose]: () => {},
  };
}

function barScreen(scenario: Scenario, { settings, clock }: { settings: Settings; clock: Clock }): DemoScreen {
  const total = scenario.phases.reduce((sum, phase) => sum + phase.lines, 0);
  const bars = new cliProgress.MultiBar({
    format: "{bar} {percentage}%  {value}/{total} lines  phase {phase}  {rate}/s",
    hideCursor: true,
    clearOnComplete: true,
    autopadding: true,
    noTTYOutput: false,
  }, cliProgress.Presets.shades_classic);
  const bar = bars.create(total, 0, { phase: scenario.phases[0]?.name, rate: "0.0" });
  const rate = rateMeter(clock);
  return {
    display: createDisplay({ ...settings, write: (line) => bars.log(`${styledText(line, { styles: true })}\n`) }),
    progress: (lines, phase) => bar.update(lines, { phase: phase.name, rate: formatFigure(rate(lines)) }),
    [Symbol.dispose]: () => bars.stop(),
  };
}

/** Lines per second over the last second. */
function rateMeter(clock: Clock): (lines: number) => number {
  const seen: { atMs: number; lines: number }[] = [];
  return (lines) => {
    const atMs = clock.now();
    seen.push({ atMs, lines });
    while (seen.length > 2 && atMs - seen[0]!.atMs > 1000) seen.shift();
    const first = seen[0]!;
    return atMs > first.atMs ? (lines - first.lines) * 1000 / (atMs - first.atMs) : 0;
  };
}
