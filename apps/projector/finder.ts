/**
 * Finds nonconformities by itself: what the detectors found of late becomes a record with a number, and a procedure that
 * was amended is noted in the record that waits for it; so are changes of law and of catalogues (changes.ts). It keeps
 * nothing: what has a record is looked up each time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '#libs/access';
import type { Instant } from '#libs/calendar';
import { commandIdOf, requestHashOf } from '#libs/ledger';
import { policyWords } from '#libs/nonconformity';
import { amendedProcedures, freshCauses, freshHabits, settingsOfAgencies } from '#libs/read-models';
import type { FreshCause, FreshHabit } from '#libs/read-models';
import type { Runtime } from '#libs/runtime';
import { catalogueRound, changeRound, LAWS_OF_LATE_MS } from './changes.ts';
import { alone } from './notices/alone.ts';
import { readingRound } from './readings.ts';

const ROUND_EVERY_MS = 2_000;
/** A habit takes weeks to show. */
const HABITS_EVERY_MS = 3_600_000;
/** What is older was found in a history that was imported or folded anew: nobody can act on it any more. */
const OF_LATE_MS = 30 * 86_400_000;
const DETECTORS: Actor = { kind: 'system', name: 'detectors' };

export interface Finder {
  /** Ends after what is at hand. */
  stop(): Promise<void>;
}

export interface FinderOptions {
  readonly roundEveryMs?: number;
  readonly onError?: (error: unknown) => void;
}

export function startFinder(runtime: Runtime, options: FinderOptions = {}): Finder {
  const { onError = () => undefined, roundEveryMs = ROUND_EVERY_MS } = options;
  const ending = new AbortController();
  const done = alone(runtime.pool, {
    name: 'finder',
    signal: ending.signal,
    onError,
    async run(signal) {
      let habitsAt = 0;
      while (!signal.aborted) {
        await findingRound(runtime).catch(onError);
        await changeRound(runtime).catch(onError);
        await readingRound(runtime).catch(onError);
        if (performance.now() >= habitsAt) {
          habitsAt = performance.now() + HABITS_EVERY_MS;
          await habitRound(runtime).catch(onError);
          await changeRound(runtime, LAWS_OF_LATE_MS).catch(onError);
          await readingRound(runtime, OF_LATE_MS).catch(onError);
          await catalogueRound(runtime).catch(onError);
        }
        await sleep(roundEveryMs, undefined, { signal }).catch(() => undefined);
      }
    },
  });
  return {
    async stop() {
      ending.abort();
      await done;
    },
  };
}

/** One round; answers what it recorded. Safe to repeat and to break off. */
export async function findingRound(runtime: Runtime): Promise<number> {
  const { pool, nonconformities } = runtime;
  const now = runtime.now();
  const since = new Date(Date.parse(now) - OF_LATE_MS).toISOString() as Instant;
  let recorded = 0;
  for (const cause of await freshCauses(pool, since, await settingsOfAgencies(pool), now)) {
    if ((await raise(runtime, cause)) === 'recorded') recorded += 1;
  }
  for (const { id, edition, effectiveFrom } of await amendedProcedures(pool)) {
    const outcome = await nonconformities.act({
      id,
      command: { type: 'note-edition', edition, effectiveFrom },
      actor: DETECTORS,
      commandId: commandIdOf('amended', `${id} ${edition}`),
      requestHash: requestHashOf({ id, edition }),
    });
    if (outcome.kind === 'recorded') recorded += 1;
  }
  return recorded;
}

/** Those who work for show; answers what it recorded. */
export async function habitRound(runtime: Runtime): Promise<number> {
  const { pool } = runtime;
  let recorded = 0;
  for (const habit of await freshHabits(pool, await settingsOfAgencies(pool), runtime.now())) {
    if ((await raiseHabit(runtime, habit)) === 'recorded') recorded += 1;
  }
  return recorded;
}

const raise = (runtime: Runtime, fresh: FreshCause): Promise<string> =>
  // The first finding it gathers: found again it is the same request.
  record(runtime, { ...fresh, description: '' }, fresh.since);

const raiseHabit = (runtime: Runtime, { officers, ...habit }: FreshHabit): Promise<string> => {
  const who = officers.map(({ officer, times }) => `${officer}: ${times} lần`).join('; ');
  return record(runtime, { ...habit, evidence: [], description: who }, runtime.now());
};

async function record(
  { nonconformities }: Runtime,
  { agency, policy, procedure, step, ...found }: FreshCause & { readonly description: string },
  key: string,
): Promise<string> {
  const outcome = await nonconformities.raise({
    ...found,
    agency,
    cause: { policy, procedure, step },
    source: 'detector',
    title: policyWords(policy).title,
    actor: DETECTORS,
    commandId: commandIdOf('found', `${agency} ${policy} ${procedure} ${step} ${key}`),
    requestHash: requestHashOf({ agency, policy, procedure, step, key }),
  });
  return outcome.kind;
}
