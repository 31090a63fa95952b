import type { Scenario } from "../scenario.ts";
import { demo1 } from "./demo1_frequency_spike.ts";
import { demo2 } from "./demo2_pattern_anomaly.ts";
import { demo3 } from "./demo3_mixed_attack.ts";
import { demo4 } from "./demo4_gradual_escalation.ts";
import { demo5 } from "./demo5_intermittent_attacks.ts";
import { demo6 } from "./demo6_traffic_drop.ts";

/** All scenarios, in the order in which `demo all` runs them. A new one is added here. */
export const SCENARIOS: readonly Scenario[] = [demo1, demo2, demo3, demo4, demo5, demo6];
