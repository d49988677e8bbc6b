/** If Temporal's store is lost: the workflow of every open dossier, nonconformity and audit begins again from its events (design decision 4). */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { DOSSIER, foldRecordedNc, foldRecordedQuality, NONCONFORMITY } from '#libs/commands';
import { START, type Ledger } from '#libs/ledger';
import { kindOf } from '#libs/quality';
import { AUDIT, tellAudit } from './relay/audits.ts';
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
  readonly audits: number;
  /** Of all, those that are open. */
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
  const auditWorkflow = async (id: string): Promise<Begin | undefined> => {
    const record = foldRecordedQuality('audit', await ledger.load(id));
    if (record === null || ENDED.has(kindOf('audit').statusOf(record.body))) return undefined;
    return () => tellAudit(id, { version: record.version, ends: false }, options);
  };
  const workflows = new Map([
    [DOSSIER, { count: 'dossiers', begin: dossierWorkflow }],
    [NONCONFORMITY, { count: 'nonconformities', begin: nonconformityWorkflow }],
    [AUDIT, { count: 'audits', begin: auditWorkflow }],
  ] as const);
  let recovered: Recovered = { dossiers: 0, nonconformities: 0, audits: 0, started: 0 };
  let position = START;
  for (let more = true; more;) {
    const batch = await ledger.readAfter(position, { limit: BATCH_EVENTS });
    for (const { streamId, kind, version } of batch.events) {
      const known = workflows.get(kind);
      if (version !== 1 || known === undefined) continue;
      signal?.throwIfAborted();
      const begin = await known.begin(streamId);
      if (begin) {
        await bucket.take(signal);
        await persist(begin);
      }
      const { count } = known;
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

/** Audits that need no clock any more. */
const ENDED: ReadonlySet<string> = new Set(['closed', 'cancelled']);

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
