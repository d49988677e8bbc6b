/** A simulated province's years in the read tables of figures, without a ledger beneath: it is the reports that are measured. */
import type { Pool, PoolClient } from 'pg';
import { NATIONAL_CALENDAR, workCalendar } from '#libs/calendar';
import { shippedEditions } from '#libs/catalogue';
import { demoProvince } from '#libs/demo';
import { fold, type RecordedDossierEvent } from '#libs/dossier';
import { shardOf } from '#libs/ledger';
import { factsOf, NO_HISTORY, remember, type Facts } from '#libs/metrics';
import { FigureBatch, FIGURES_SHARDS, figureRows } from '#libs/read-models';
import { simulate } from '#libs/simulation';

const BATCH = 2_000;
const SEED = 7;

/** @returns how many dossiers and events the rows stand for. */
export async function loadFigures(
  pool: Pool,
  dossiers: number,
  years: readonly number[],
): Promise<{ dossiers: number; events: number }> {
  const editions = shippedEditions();
  const byKey = new Map(editions.map((edition) => [`${edition.code} ${edition.edition}`, edition]));
  const organisation = demoProvince({ editions });
  const calendar = workCalendar(NATIONAL_CALENDAR);
  const loaded = { dossiers: 0, events: 0 };
  const client = await pool.connect();
  let facts: Facts[] = [];
  for (const year of years) {
    const asked = { dossiers: Math.round(dossiers / years.length), year, seed: SEED };
    const simulation = simulate({ ...asked, organisation, editions, calendar: NATIONAL_CALENDAR });
    for (const { events } of simulation.dossiers) {
      const state = fold(events);
      if (!('pinned' in state)) continue;
      const edition = byKey.get(`${state.pinned.procedure} ${state.pinned.edition}`)!;
      facts.push(factsOf(state, events.reduce(remember, NO_HISTORY), edition, () => calendar));
      loaded.dossiers += 1;
      loaded.events += events.length;
      if (facts.length >= BATCH) facts = await written(client, facts);
    }
  }
  await written(client, facts);
  client.release();
  return loaded;
}

async function written(client: PoolClient, facts: readonly Facts[]): Promise<Facts[]> {
  await client.query('begin');
  for (let shard = 0; shard < FIGURES_SHARDS; shard++) {
    const batch = new FigureBatch();
    for (const { dossier, steps } of facts) {
      if (shardOf(dossier.dossier, FIGURES_SHARDS) !== shard) continue;
      batch.change(undefined, figureRows({ dossier, steps }, dossier.endedAt ?? dossier.receivedAt));
    }
    await batch.write(client, shard);
  }
  await client.query('commit');
  return [];
}

/** Of a simulated year, every dossier's events; for benches of folds. */
export function simulatedEvents(
  dossiers: number,
  year: number,
): readonly (readonly RecordedDossierEvent[])[] {
  const editions = shippedEditions();
  const organisation = demoProvince({ editions });
  const asked = { dossiers, year, seed: SEED, organisation, editions, calendar: NATIONAL_CALENDAR };
  return [...simulate(asked).dossiers].map(({ events }) => events);
}
