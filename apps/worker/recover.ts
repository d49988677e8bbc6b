/** If Temporal's store is lost: the workflow of every open dossier and nonconformity begins again from its events (design decision 4). */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { DOSSIER, foldRecordedNc, NONCONFORMITY } from '#libs/commands';
import { START, type Ledger } from '#libs/ledger';
import { DossierReader } from './relay/dossier-reader.ts';
import { backoffMs, tell } from './relay/delivery.ts';
import { tellNonconformity } from './relay/nonconformities.ts';
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
  readonly nonconformities: number;
  /** Of both, those that are open. */
  readonly started: number;
}

/**
 * Goes through the ledger once, in bounded memory, and meets each of them at its first event. A workflow that runs
 * already is only made to look into the ledger: to be repeated as often as one likes. Throws when Temporal stays away.
 */
export async function recoverWorkflows(options: RecoverOptions): Promise<Recovered> {
  const { ledger, signal, ratePerSecond } = options;
  const dossiers = new DossierReader(ledger);
  const bucket = new TokenBucket(ratePerSecond);
  /** Undefined: it needs none any more. "There may be more than you know": who knows as much finds nothing, who knows another past reloads. */
  const dossierWorkflow = async (id: string): Promise<Begin | undefined> => {
    const state = await dossiers.stateOf(id);
    if (state.status !== 'open' && state.status !== 'submitted') return undefined;
    return () => tell(id, state.procedure, [{ version: state.version + 1, hash: '' }], options);
  };
  const nonconformityWorkflow = async (id: string): Promise<Begin | undefined> => {
    const events = await ledger.load(id);
    if (foldRecordedNc(events).status !== 'open') return undefined;
    return () => tellNonconformity(id, { version: events.length, ends: false }, options);
  };
  let recovered: Recovered = { dossiers: 0, nonconformities: 0, started: 0 };
  let position = START;
  for (let more = true; more;) {
    const batch = await ledger.readAfter(position, { limit: BATCH_EVENTS });
    for (const { streamId, kind, version } of batch.events) {
      if (version !== 1 || (kind !== DOSSIER && kind !== NONCONFORMITY)) continue;
      signal?.throwIfAborted();
      const begin =
        kind === DOSSIER ? await dossierWorkflow(streamId) : await nonconformityWorkflow(streamId);
      if (begin) {
        await bucket.take(signal);
        await persist(begin);
      }
      const count = kind === DOSSIER ? 'dossiers' : 'nonconformities';
      recovered = {
        ...recovered,
        [count]: recovered[count] + 1,
        started: recovered.started + (begin ? 1 : 0),
      };
    }
    options.onProgress?.(recovered);
    ({ position, more } = batch);
  }
  return recovered;
}

type Begin = () => Promise<unknown>;

async function persist(work: Begin): Promise<void> {
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
