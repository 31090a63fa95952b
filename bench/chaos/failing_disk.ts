import { join } from "node:path";
import { isDone } from "./is_done.ts";

const MEGABYTES = 40;

/** A disk of its own, in a file, that can fail as a real one does: from then on it is read-only, until it is mended. */
export class FailingDisk implements AsyncDisposable {
  readonly path: string;
  readonly #image: string;

  private constructor(folder: string) {
    this.path = join(folder, "mounted");
    this.#image = join(folder, "image");
  }

  /** Makes and mounts one within a folder; undefined where that is not allowed. */
  static async mount(folder: string): Promise<FailingDisk | undefined> {
    const disk = new FailingDisk(folder);
    await Deno.mkdir(disk.path, { recursive: true });
    await Deno.writeFile(disk.#image, new Uint8Array());
    await Deno.truncate(disk.#image, MEGABYTES * 2 ** 20);
    return await isDone("mkfs.ext4", ["-q", disk.#image]) && await disk.#mount() ? disk : undefined;
  }

  /** Lets its file system meet an error. */
  async fail(): Promise<void> {
    const { stdout } = await new Deno.Command("losetup", { args: ["--output", "NAME", "-n", "-j", this.#image] })
      .output();
    const device = new TextDecoder().decode(stdout).trim().replace("/dev/", "");
    await Deno.writeTextFile(`/sys/fs/ext4/${device}/trigger_fs_error`, "1");
  }

  /** Checks it, and mounts it again. Nobody may use it meanwhile. */
  async mend(): Promise<void> {
    await isDone("umount", [this.path]);
    await isDone("e2fsck", ["-f", "-y", this.#image]);
    if (!await this.#mount()) throw new Error(`Cannot mount "${this.#image}" again`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await isDone("umount", ["--lazy", this.path]);
  }

  #mount(): Promise<boolean> {
    return isDone("mount", ["-o", "loop,errors=remount-ro", this.#image, this.path]);
  }
}
