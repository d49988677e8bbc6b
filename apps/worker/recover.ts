/** If Temporal's store is lost: every open dossier's workflow begins again from its events (design decision 4). */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { DOSSIER } from '#libs/commands';
import { START, type Ledger } from '#libs/ledger';
import { DossierReader } from './relay/dossier-reader.ts';
import { backoffMs, tell } from './relay/delivery.ts';
import { TokenBucket } from './relay/token-bucket.ts';

const BATCH_EVENTS = 500;
/** About half a minute: longer than a server is busy, shorter than a person waits for a command. */
const MAX_ATTEMPTS = 10;

export interface RecoverOptions {
  readonly ledger: Pick<Ledger, 'load' | 'readAfter'>;
  readonly client: Client;
  readonly taskQueue: string;
  readonly ratePerSecond: number;
  readonly signal?: AbortSignal;
  onProgress?(recovered: Recovered): void;
}

export interface Recovered {
  readonly dossiers: number;
  readonly started: number;
}

/**
 * Goes through the ledger once, in bounded memory, and meets each dossier at its first event. A workflow that runs
 * already is only made to look into the ledger: to be repeated as often as one likes. Throws when Temporal stays away.
 */
export async function recoverWorkflows(options: RecoverOptions): Promise<Recovered> {
  const { ledger, signal, ratePerSecond } = options;
  const dossiers = new DossierReader(ledger);
  const bucket = new TokenBucket(ratePerSecond);
  let recovered: Recovered = { dossiers: 0, started: 0 };
  let position = START;
  for (let more = true; more;) {
    const batch = await ledger.readAfter(position, { limit: BATCH_EVENTS });
    for (const { streamId, kind, version } of batch.events) {
      if (kind !== DOSSIER || version !== 1) continue;
      signal?.throwIfAborted();
      const state = await dossiers.stateOf(streamId);
      const isOpen = state.status === 'open' || state.status === 'submitted';
      if (isOpen) {
        await bucket.take(signal);
        // "There may be more than you know": one that knows as much finds nothing, one that knows another past reloads.
        await persist(() =>
          tell(streamId, state.procedure, [{ version: state.version + 1, hash: '' }], options),
        );
      }
      recovered = {
        dossiers: recovered.dossiers + 1,
        started: recovered.started + (isOpen ? 1 : 0),
      };
    }
    options.onProgress?.(recovered);
    ({ position, more } = batch);
  }
  return recovered;
}

async function persist(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (attempt === MAX_ATTEMPTS) throw error;
      await sleep(backoffMs(attempt));
    }
  }
}
