import type { DetectionSettings } from "../detection_settings.ts";
import { IncidentBook } from "../incidents/incident_book.ts";
import { Recurrences } from "../incidents/recurrences.ts";
import { AlertBudget } from "./alert_budget.ts";
import { type Ticks, ticksFor } from "./ticks.ts";

/** What all sources of one detector share: the budget of findings, and the incidents. */
export interface AutoRun {
  readonly windowMs: number;
  readonly ticks: Ticks;
  readonly budget: AlertBudget;
  readonly incidents: IncidentBook;
}

/** Begins a run. */
export function autoRun({ windowMs, alarmsPerDay = 1 }: DetectionSettings): AutoRun {
  const budget = new AlertBudget(alarmsPerDay), recurrences = new Recurrences(alarmsPerDay);
  return { windowMs, ticks: ticksFor(windowMs), budget, incidents: new IncidentBook(recurrences, windowMs) };
}
