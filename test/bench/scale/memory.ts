/** What processes took (Linux): memory at most, in megabytes; the processor, in milliseconds. */
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

/** Linux counts a processor's time in hundredths of a second. */
const TICK_MS = 10;
const USER_TICKS = 11;

/** Since it began; of one that is gone 0. */
export function processorMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return TICK_MS * (Number(fields[USER_TICKS]) + Number(fields[USER_TICKS + 1]));
  } catch {
    return 0;
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
