import { join } from "node:path";
import { isDone } from "./is_done.ts";

/** A disk of its own that can be filled, at a folder: a tmpfs. */
export class SmallDisk implements AsyncDisposable {
  readonly path: string;
  readonly #filler: string;

  private constructor(path: string) {
    this.path = path;
    this.#filler = join(path, "filler");
  }

  /** Mounts one of this many MB; undefined where that is not allowed, and then the folder is as any other. */
  static async mount(path: string, megabytes: number): Promise<SmallDisk | undefined> {
    await Deno.mkdir(path, { recursive: true });
    return await isDone("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path])
      ? new SmallDisk(path)
      : undefined;
  }

  /** Takes all room that is left. */
  fill(): void {
    using file = Deno.openSync(this.#filler, { create: true, append: true });
    for (let piece = new Uint8Array(2 ** 20); piece.length > 0;) {
      try {
        if (file.writeSync(piece) < piece.length) continue;
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
        piece = piece.subarray(0, piece.length >> 1);
      }
    }
  }

  /** Gives it back. */
  free(): void {
    Deno.removeSync(this.#filler);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await isDone("umount", ["--lazy", this.path]);
  }
}
