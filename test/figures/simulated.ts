/** Simulated years as they stood at their end: some is open still. */
import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf, type LocalMoment } from '#libs/calendar';
import type { Runtime } from '#libs/runtime';
import { simulateInto } from '../../apps/cli/verbs/simulate.ts';
import type { TestSystem } from '../e2e/system.ts';

const TRIES = 1_000;
const PAUSE_MS = 100;
const RECEIVED = `select count(distinct stream_id)::int as n from ledger.event where type = 'DossierReceived'`;

interface Place {
  readonly runtime: Runtime;
  readonly ownerUrl: string;
}

/** A year as it stood at its end. */
export async function simulateToItsEnd(
  { runtime, ownerUrl }: Place,
  dossiers: number,
  year: number,
  seed: number,
): Promise<void> {
  const silent = {
    out: () => undefined,
    err: () => undefined,
    readFile: async () => '',
    stdin: process.stdin,
  };
  const end = instantOf(`${year + 1}-01-01T00:00` as LocalMoment);
  const asked = { dossiers, year, seed, json: true, plantFile: undefined, plants: 0 };
  await simulateInto({ runtime: { ...runtime, now: () => end }, ownerUrl }, asked, silent);
}

/** The same in a running system, until its figures have all of it. */
export async function simulateYear(system: TestSystem, dossiers: number, year: number): Promise<void> {
  const { runtime, database } = system;
  await simulateToItsEnd({ runtime, ownerUrl: database.ownerUrl }, dossiers, year, 3);
  for (let tried = 0; tried < TRIES; tried++) {
    const { rows } = await runtime.pool.query<{ n: number; have: number }>(
      `select (${RECEIVED}) as n, (select count(*)::int from read.figure_dossier) as have`,
    );
    if (rows[0]!.n === rows[0]!.have) break;
    await sleep(PAUSE_MS);
  }
  await system.folded();
}
