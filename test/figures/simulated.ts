/** A simulated year in a running system, as it stood at its end, until its figures have all of it: some is open still. */
import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf, type LocalMoment } from '#libs/calendar';
import { simulateInto } from '../../apps/cli/verbs/simulate.ts';
import type { TestSystem } from '../e2e/system.ts';

const TRIES = 1_000;
const PAUSE_MS = 100;
const RECEIVED = `select count(distinct stream_id)::int as n from ledger.event where type = 'DossierReceived'`;

export async function simulateYear(system: TestSystem, dossiers: number, year: number): Promise<void> {
  const silent = {
    out: () => undefined,
    err: () => undefined,
    readFile: async () => '',
    stdin: process.stdin,
  };
  const asked = { dossiers, year, seed: 3, json: true, plantFile: undefined, plants: 0 };
  const { database } = system;
  const end = instantOf(`${year + 1}-01-01T00:00` as LocalMoment);
  const runtime = { ...system.runtime, now: () => end };
  await simulateInto({ runtime, ownerUrl: database.ownerUrl }, asked, silent);
  for (let tried = 0; tried < TRIES; tried++) {
    const { rows } = await runtime.pool.query<{ n: number; have: number }>(
      `select (${RECEIVED}) as n, (select count(*)::int from read.figure_dossier) as have`,
    );
    if (rows[0]!.n === rows[0]!.have) break;
    await sleep(PAUSE_MS);
  }
  await system.folded();
}
