/** What processes took at most (Linux), megabytes. */
import { readFileSync } from 'node:fs';

const EVERY_MS = 500;

/** Of a process that lives: its resident memory now, and the most it ever was. */
export function memoryOf(pid: number): { readonly nowMb: number; readonly mostMb: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string): number =>
      Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1_024);
    return { nowMb: field('VmRSS'), mostMb: field('VmHWM') };
  } catch {
    return undefined;
  }
}

/** The largest of the processes while they ran. */
export function watchMemory(pids: () => readonly number[]): { mostMb(): number } {
  let most = 0;
  const look = (): void => {
    for (const pid of pids()) most = Math.max(most, memoryOf(pid)?.mostMb ?? 0);
  };
  const timer = setInterval(look, EVERY_MS).unref();
  return {
    mostMb() {
      look();
      clearInterval(timer);
      return most;
    },
  };
}
