/** What a process uses at one moment. */
export interface ProcessUsage {
  /** Memory that is resident, MB (2^20 bytes). */
  readonly residentMb: number;
  /** Time of a core since its start, seconds; NaN where the system does not say. */
  readonly cpuSeconds: number;
}

/** Linux counts a process' time in these. */
const TICKS_PER_SECOND = 100;

/** Reads `/proc` on Linux and asks `ps` elsewhere. @throws {Deno.errors.NotFound} when the process has ended (Linux). */
export async function processUsage(pid: number): Promise<ProcessUsage> {
  if (Deno.build.os !== "linux") return await usageFromPs(pid);
  const status = await Deno.readTextFile(`/proc/${pid}/status`);
  const stat = await Deno.readTextFile(`/proc/${pid}/stat`);
  const afterName = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const cpuSeconds = (Number(afterName[11]) + Number(afterName[12])) / TICKS_PER_SECOND;
  return { residentMb: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024, cpuSeconds };
}

async function usageFromPs(pid: number): Promise<ProcessUsage> {
  const { stdout } = await new Deno.Command("ps", { args: ["-o", "rss=", "-p", String(pid)] }).output();
  return { residentMb: Number(new TextDecoder().decode(stdout)) / 1024, cpuSeconds: NaN };
}
