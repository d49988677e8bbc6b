/** How long reports take over 200,000 dossiers of two simulated years, in every shape that the portal asks for. */
import type { Instant } from '#libs/calendar';
import pg from 'pg';
import {
  figureDossiers,
  figures,
  figureTrend,
  habits,
  stepFigures,
  stepSpread,
  type FigureRequest,
} from '#libs/read-models';
import { migrateAll } from '#libs/runtime';
import { startScratchPostgres } from '../support/postgres.ts';
import { numberAsked } from './support/bench-ledger.ts';
import { loadFigures } from './support/figure-history.ts';
import { takeTurns, tell, type Round } from './support/rounds.ts';

const ROUNDS = 9;
const DOSSIERS = numberAsked('dossiers', 200_000);
const YEARS = [2024, 2025];
const TABLES = ['figure_dossier', 'figure_step', 'figure_month', 'figure_agency_month', 'figure_step_month'];
/** Most steps are of the procedure with the most dossiers. */
const BUSIEST = 'select procedure from read.figure_month group by 1 order by sum(received) desc limit 1';

const scratch = await startScratchPostgres();
const owner = new pg.Pool({ connectionString: scratch.ownerUrl, max: 1 });
const pool = new pg.Pool({ connectionString: scratch.appUrl, max: 2 });
try {
  await migrateAll(owner);
  const loaded = await loadFigures(pool, DOSSIERS, YEARS);
  for (const table of TABLES) await owner.query(`vacuum analyze read.${table}`);
  const { rows } = await pool.query<{ procedure: string }>(BUSIEST);
  const measured = await takeTurns(ROUNDS, asked(rows[0]!.procedure));
  const slowest = Math.max(...Object.values(measured).map((figure) => figure?.p50Ms ?? 0));
  tell('figures', measured, { ...loaded, slowestMs: slowest });
} finally {
  await pool.end();
  await owner.end();
  await scratch.drop();
}

function asked(procedure: string): Record<string, () => Promise<Round>> {
  const request = (from: string, to: string): FigureRequest => ({
    filter: {},
    from: `${from}T17:00:00.000Z`,
    to: `${to}T17:00:00.000Z`,
    reading: 'promised',
  });
  const year = request('2024-12-31', '2025-12-31');
  const past = request('2024-05-09', '2025-02-13');
  const months = { filter: {}, from: year.from as Instant, to: year.to as Instant };
  return {
    'agency × year': () => timed(() => figures(pool, year, 'agency')),
    'agency × month': () => timed(() => figures(pool, request('2025-02-28', '2025-03-31'), 'agency')),
    'officer × year': () => timed(() => figures(pool, year, 'officer')),
    'agency, as of a past date': () => timed(() => figures(pool, past, 'agency')),
    trend: () => timed(() => figureTrend(pool, year)),
    'heat map': () => timed(() => stepFigures(pool, { ...months, byMonth: true })),
    bottlenecks: () => timed(() => stepFigures(pool, { ...months, byMonth: false })),
    'heat map, as of a past date': () =>
      timed(() => stepFigures(pool, { ...months, to: past.to as Instant, byMonth: true })),
    'spread of the busiest procedure': () => timed(() => stepSpread(pool, { procedure }, year.from, year.to)),
    habits: () => timed(() => habits(pool, { agencies: undefined, from: year.from, to: year.to }, 20)),
    'list of all received': () =>
      timed(() => figureDossiers(pool, { ...year, measure: 'received', limit: 50 })),
    'list of the late': () => timed(() => figureDossiers(pool, { ...year, measure: 'late', limit: 50 })),
    'list as of a past date': () =>
      timed(() => figureDossiers(pool, { ...past, measure: 'openLate', limit: 50 })),
  };
}

async function timed(ask: () => Promise<unknown>): Promise<Round> {
  const began = performance.now();
  await ask();
  const ms = Number((performance.now() - began).toFixed(1));
  return { perSecond: Number((1_000 / ms).toFixed(1)), p50Ms: ms, p99Ms: ms };
}
