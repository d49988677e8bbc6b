/** Processes by name, each of which can be killed and comes again: at once, when it is called back, or by itself. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const MAX_STARTS = 200;
const START_AGAIN_MS = 100;

export type Starts<Name extends string> = Readonly<Record<Name, () => ChildProcess | Promise<ChildProcess>>>;

export interface KeptUp<Name extends string> {
  /** Until it runs. One that ends by itself comes again, as a launcher would have it. */
  readonly run: (name: Name) => Promise<void>;
  /** kill -9; it stays away until `run`. */
  readonly away: (name: Name) => Promise<void>;
  /** Ends them one after the other; the signal says how. */
  readonly stop: (names: readonly Name[], signalOf: (name: Name) => NodeJS.Signals) => Promise<void>;
}

export function keepUp<Name extends string>(starts: Starts<Name>): KeptUp<Name> {
  const children = new Map<Name, ChildProcess>();
  const starting = new Map<Name, Promise<void>>();
  let stopping = false;

  /** Never two of one name: whoever calls while it is starting waits for that. */
  function run(name: Name): Promise<void> {
    const under = starting.get(name) ?? start(name).finally(() => starting.delete(name));
    starting.set(name, under);
    return under;
  }

  async function start(name: Name): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const child = await starts[name]();
        children.set(name, child);
        // Asked again after the pause: killed meanwhile, it comes back when it is called.
        const fellByItself = (): boolean => !stopping && children.get(name) === child;
        child.once('exit', () => {
          if (fellByItself()) void sleep(START_AGAIN_MS).then(() => (fellByItself() ? run(name) : undefined));
        });
        return;
      } catch (error) {
        // The memory of a killed PostgreSQL is let go only when its last process has noticed.
        if (attempt === MAX_STARTS) throw error;
        await sleep(START_AGAIN_MS);
      }
    }
  }

  return {
    run,
    async away(name) {
      await starting.get(name);
      const child = children.get(name)!;
      children.delete(name);
      await ended(child, 'SIGKILL');
    },
    async stop(names, signalOf) {
      stopping = true;
      for (const name of names) {
        const child = children.get(name);
        if (child) await ended(child, signalOf(name));
      }
    },
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}
