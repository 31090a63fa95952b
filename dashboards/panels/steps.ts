import { type Threshold, ThresholdsConfigBuilder, ThresholdsMode } from "@grafana/grafana-foundation-sdk/dashboard";

/** Colours from values on: the first holds below every limit. `steps("green", [1, "red"])`: green below 1, red from 1 on. */
export function steps(below: string, ...limits: readonly (readonly [from: number, color: string])[]) {
  const rest: Threshold[] = limits.map(([value, color]) => ({ value, color }));
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([{ value: null, color: below }, ...rest]);
}
