/** Plays a part of the year and loads it, each while the other works. */
import { setImmediate as letOthers } from 'node:timers/promises';
import { lookupHashOf } from '#libs/commands';
import type { BulkLoader, StreamHistory } from '#libs/ledger';
import type { Runtime } from '#libs/runtime';
import { simulate, type Plant, type SimulatedDossier, type SimulationOptions } from '#libs/simulation';
import type { Pool } from 'pg';
import { historyOf } from './history-of.ts';

export interface Written {
  readonly dossiers: number;
  readonly events: number;
  /** There before; left as they are. */
  readonly repeated: number;
  /** Their applicant was erased. */
  readonly erased: number;
}

export const NOTHING_WRITTEN: Written = { dossiers: 0, events: 0, repeated: 0, erased: 0 };

export const sumOf = (a: Written, b: Written): Written => ({
  dossiers: a.dossiers + b.dossiers,
  events: a.events + b.events,
  repeated: a.repeated + b.repeated,
  erased: a.erased + b.erased,
});

/** A transaction of so many events ends within a second, and holds the ledger's readers back no longer. */
const EVENTS_PER_LOAD = 4_000;
/** Loads under way at once. More would only wait: one fills PostgreSQL while the next is made. */
export const LOADS_AT_ONCE = 2;

export type World = Pick<Runtime, 'ledger' | 'secrets'>;

/** @param owner connects as the role that owns the ledger, `LOADS_AT_ONCE` times at most. */
export function loadSlice(world: World, owner: Pool, options: SimulationOptions): Promise<Written> {
  const { secrets } = world;
  const lookupHash = (dossier: string): string => lookupHashOf(secrets.lookupSecretOf(dossier));
  return loadDossiers(world, owner, simulate({ ...options, lookupHash }).dossiers);
}

export async function loadDossiers(
  { ledger, secrets }: World,
  owner: Pool,
  dossiers: Iterable<SimulatedDossier>,
  onPlants?: (plants: readonly Plant[]) => void,
): Promise<Written> {
  const loader = ledger.loader(owner);
  const underway = new Set<Promise<void>>();
  let written = NOTHING_WRITTEN;
  let batch: StreamHistory[] = [];
  let waiting = 0;
  const send = async (): Promise<void> => {
    const histories = batch;
    batch = [];
    waiting = 0;
    if (underway.size >= LOADS_AT_ONCE) await Promise.race(underway);
    const call = load(loader, histories).then((more) => void (written = sumOf(written, more)));
    underway.add(call);
    void call.then(
      () => underway.delete(call),
      () => undefined,
    );
  };
  for (const dossier of dossiers) {
    onPlants?.(dossier.plants);
    if (dossier.events.length === 0) continue;
    if (waiting + dossier.events.length > EVENTS_PER_LOAD) await send();
    batch.push(historyOf(secrets, dossier));
    waiting += dossier.events.length;
    // What is being loaded would wait for its next round trip, and the readers for its end.
    await letOthers();
  }
  await send();
  await Promise.all(underway);
  return written;
}

async function load(loader: BulkLoader, histories: readonly StreamHistory[]): Promise<Written> {
  const { streams, events, repeated, erased } = await loader.load(histories);
  return { dossiers: streams, events, repeated, erased };
}
