import { rotate } from "../../agent/testing/rotation.ts";
import { hasLogrotate, Logrotate } from "./logrotate.ts";
import type { RotationMode } from "./rotation_modes.ts";

/** What rotates a log. */
export interface Rotator {
  /** Rotates it now. */
  rotate(): Promise<void>;
}

/** A real logrotate, and where there is none what does as it does. `folder` is for its configuration and its state. */
export async function rotatorOf(log: string, mode: RotationMode, folder: string): Promise<Rotator> {
  if (await hasLogrotate()) return new Logrotate(folder, log, mode);
  let rotations = 0;
  return {
    rotate() {
      rotate(log, mode.rule, 100_000 + rotations++);
      return Promise.resolve();
    },
  };
}
