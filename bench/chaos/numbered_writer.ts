import { basename } from "node:path";
import type { Dice } from "./dice.ts";
import type { RotationMode } from "./rotation_modes.ts";

const LEVELS = ["DEBUG", "INFO", "WARN", "ERROR"] as const;
/** A daemon goes on with a renamed file no longer than this. */
const LONGEST_LINGER_MS = 800;

/** Appends numbered lines to a log, as a daemon does that is told of rotations late. */
export class NumberedWriter {
  readonly path: string;
  readonly source: string;
  readonly mode: RotationMode;
  readonly #dice: Dice;
  #file: Deno.FsFile | undefined;
  #written = 0;
  /** The rest of a line whose beginning was written. */
  #rest = "";
  #isPaused = false;

  constructor(path: string, mode: RotationMode, dice: Dice) {
    this.path = path;
    this.source = basename(path);
    this.mode = mode;
    this.#dice = dice;
    this.#append("");
  }

  /** Lines so far, of which the last may be there in part. */
  get written(): number {
    return this.#written;
  }

  /** Writes some lines, at times the last one in part. */
  write(): void {
    if (this.#isPaused) return;
    const lines = Array.from({ length: 1 + this.#dice.below(30) }, () => this.#line());
    const text = this.#rest + lines.join("");
    const cut = this.#dice.chance(0.1) ? 1 + this.#dice.below(20) : 0;
    this.#append(text.slice(0, text.length - cut));
    this.#rest = text.slice(text.length - cut);
  }

  /** Has the log rotated by `rotate`, and behaves meanwhile as the mode says. */
  async duringRotation(rotate: () => Promise<void>): Promise<void> {
    if (this.mode.writer === "lingers") {
      await rotate();
      await new Promise((resolve) => setTimeout(resolve, this.#dice.between(0, LONGEST_LINGER_MS)));
      return this.reopen();
    }
    this.reopen();
    this.#isPaused = true;
    await rotate();
    this.#isPaused = false;
  }

  /** Ends the line that was begun, and goes on with what has the path at the next line. */
  reopen(): void {
    this.#append(this.#rest);
    this.#rest = "";
    this.#file?.close();
    this.#file = undefined;
  }

  #line(): string {
    const number = this.#written++;
    const level = LEVELS[this.#dice.below(LEVELS.length)]!;
    const stamp = new Date().toISOString();
    return `${stamp} ${level} request ${number} of ${this.source} took ${number % 97} ms\n`;
  }

  #append(text: string): void {
    this.#file ??= Deno.openSync(this.path, { append: true, create: true });
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length;) at += this.#file.writeSync(bytes.subarray(at));
  }
}
