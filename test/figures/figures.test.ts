/** Figures in SQL against the same figures counted one by one, their lists, and the figures rebuilt. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '#libs/calendar';
import { cellOf, conserves, type Cell, type DossierFacts, type Facts, type Reading } from '#libs/metrics';
import {
  emptyFigures,
  emptyReadModels,
  FIGURE_MEASURES,
  figureDossiers,
  figures,
  figureTrend,
  LISTED_MEASURES,
  listedSteps,
  stepFigures,
  type FigureCell,
  type FigureFilter,
  type FigureGrouping,
  type FigureMeasure,
  type ListedMeasure,
} from '#libs/read-models';
import { catchUp } from '../../apps/projector/catch-up.ts';
import { startProjector } from '../../apps/projector/projector.ts';
import { figureHashes } from './hashes.ts';
import { factsInLedger, figureWorld, type FigureWorld } from './world.ts';

/** The build's: Node does not run the source of it. */
const THREAD = new URL('../../dist/apps/projector/catch-up-thread.js', import.meta.url);
const DOSSIERS = 120;
const FOLDED_WITHIN_MS = 240_000;
const PERIODS = [
  ['2026-01-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'],
  ['2026-03-10T02:00:00.000Z', '2026-03-20T04:30:00.000Z'],
  ['2025-01-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'],
  // Whole months, in Vietnamese time; and until after all there is.
  ['2026-01-31T17:00:00.000Z', '2026-03-31T17:00:00.000Z'],
  ['2026-04-30T17:00:00.000Z', '2027-02-10T02:00:00.000Z'],
] as [Instant, Instant][];
const READINGS: readonly Reading[] = ['promised', 'recalculated'];
const CASES = PERIODS.flatMap(([from, to]) => READINGS.map((reading) => [from, to, reading] as const));

/** The test's own reading of a report's cell, so that the product's (`conservation.ts`) is no judge in its own cause. */
const oracleCellOf = (cell: FigureCell): Cell => ({
  openAtStart: cell.openAtStart,
  received: cell.received,
  ended: {
    done: cell.done,
    refused: cell.refused,
    withdrawn: cell.withdrawn,
    stopped: cell.stopped,
    expired: cell.expired,
  },
  done: { early: cell.early, 'on-time': cell.onTime, late: cell.late, 'no-deadline': cell.noDeadline },
  openAtEnd: cell.openAtEnd,
  open: {
    'in-time': cell.openInTime,
    near: cell.openNear,
    late: cell.openLate,
    paused: cell.openPaused,
    'no-deadline': cell.openNoDeadline,
  },
  onTime766: cell.onTime766,
});

const GROUP_OF: Readonly<Record<FigureGrouping, (facts: DossierFacts) => string>> = {
  agency: ({ agency }) => agency,
  unit: ({ unit }) => unit,
  officer: ({ officer }) => officer ?? '',
  field: ({ field }) => field,
  procedure: ({ procedure }) => procedure,
  edition: ({ procedure, edition }) => `${procedure} ${edition}`,
  channel: ({ channel }) => channel,
};

/** The place of a cell, as a list is asked for. */
function filterOf(by: FigureGrouping, key: string): FigureFilter {
  if (by !== 'edition') return { [by]: key };
  const at = key.lastIndexOf(' ');
  return { procedure: key.slice(0, at), edition: Number(key.slice(at + 1)) };
}

/** The measures of a report, in the order of the oracle's cell. */
const ORACLE: Readonly<Record<FigureMeasure, (cell: Cell) => number>> = {
  openAtStart: (cell) => cell.openAtStart,
  received: (cell) => cell.received,
  done: (cell) => cell.ended.done,
  early: (cell) => cell.done.early,
  onTime: (cell) => cell.done['on-time'],
  late: (cell) => cell.done.late,
  noDeadline: (cell) => cell.done['no-deadline'],
  refused: (cell) => cell.ended.refused,
  withdrawn: (cell) => cell.ended.withdrawn,
  stopped: (cell) => cell.ended.stopped,
  expired: (cell) => cell.ended.expired,
  openAtEnd: (cell) => cell.openAtEnd,
  openInTime: (cell) => cell.open['in-time'],
  openNear: (cell) => cell.open.near,
  openLate: (cell) => cell.open.late,
  openPaused: (cell) => cell.open.paused,
  openNoDeadline: (cell) => cell.open['no-deadline'],
  onTime766: (cell) => cell.onTime766,
};

/** Is this dossier counted by that measure, one by one? */
function counts(
  facts: DossierFacts,
  { from, to, reading }: { readonly from: Instant; readonly to: Instant; readonly reading: Reading },
  measure: ListedMeasure,
): boolean {
  const { receivedAt, endedAt } = facts;
  const went = receivedAt < to && endedAt !== null && endedAt >= from && endedAt < to;
  switch (measure) {
    case 'returns':
      return went && facts.returns > 0;
    case 'supplements':
      return went && facts.supplements.length > 0;
    case 'rePromises':
      return went && facts.rePromises.length > 0;
    case 'apologiesInTime':
      return went && facts.apologiesInTime > 0;
    default:
      return ORACLE[measure](cellOf([facts], { from, to }, reading)) > 0;
  }
}

const idOf = ({ dossier }: Facts): string => dossier.dossier;

describe('Figures of a simulated year', () => {
  let world: FigureWorld;
  let facts: Facts[];

  beforeAll(async () => {
    world = await figureWorld(DOSSIERS, 2026);
    await world.folded();
    facts = await factsInLedger(world.runtime);
  }, FOLDED_WITHIN_MS);
  afterAll(() => world.close());

  it.each(CASES)(
    'from %s to %s as %s are those counted one by one, and conserve',
    async (from, to, reading) => {
      const cells = await figures(world.runtime.pool, { filter: {}, from, to, reading }, 'agency');
      const dossiers = facts.map(({ dossier }) => dossier);
      for (const cell of cells) {
        const mine = cell.key === '' ? dossiers : dossiers.filter(({ agency }) => agency === cell.key);
        expect({ key: cell.key, ...oracleCellOf(cell) }).toEqual({
          key: cell.key,
          ...cellOf(mine, { from, to }, reading),
        });
        expect(conserves(oracleCellOf(cell))).toBe(true);
      }
      expect(cells.length).toBeGreaterThan(3);
      // By agency it reads sums of their own; the finer ones come to the same.
      const [whole] = await figures(world.runtime.pool, { filter: {}, from, to, reading }, 'unit');
      expect(whole).toEqual(cells[0]);
    },
  );

  it.each(CASES)('from %s to %s as %s list exactly the dossiers they count', async (from, to, reading) => {
    const request = { filter: {}, from, to, reading };
    for (const measure of LISTED_MEASURES) {
      const { total, rows } = await figureDossiers(world.runtime.pool, { ...request, measure, limit: 500 });
      const wanted = facts.filter(({ dossier }) => counts(dossier, request, measure)).map(idOf);
      expect([measure, total, rows.map(({ dossier }) => dossier).sort()]).toEqual([
        measure,
        wanted.length,
        wanted.sort(),
      ]);
    }
  });

  it.each(Object.keys(GROUP_OF) as FigureGrouping[])(
    'by %s conserve in every cell, and list exactly the dossiers of the cell',
    async (by) => {
      const [from, to] = PERIODS[1]!;
      const request = { from, to, reading: 'recalculated' as const };
      const [whole, ...cells] = await figures(world.runtime.pool, { ...request, filter: {} }, by);
      for (const cell of cells) {
        expect(conserves(oracleCellOf(cell))).toBe(true);
        const mine = facts.filter(({ dossier }) => GROUP_OF[by](dossier) === cell.key);
        for (const measure of FIGURE_MEASURES.filter((name) => cell[name] > 0)) {
          const filter = filterOf(by, cell.key);
          const asked = { ...request, filter, measure, limit: 500 };
          const { total, rows } = await figureDossiers(world.runtime.pool, asked);
          const wanted = mine.filter(({ dossier }) => counts(dossier, request, measure)).map(idOf);
          expect([cell.key, measure, total]).toEqual([cell.key, measure, cell[measure]]);
          expect(rows.map(({ dossier }) => dossier).sort()).toEqual(wanted.sort());
        }
      }
      const sum = (name: FigureMeasure): number => cells.reduce((all, cell) => all + cell[name], 0);
      expect(FIGURE_MEASURES.map(sum)).toEqual(FIGURE_MEASURES.map((name) => whole![name]));
      expect(cells.length).toBeGreaterThan(1);
    },
  );

  it('go over from month to month', async () => {
    const [from, to] = PERIODS[2]!;
    const months = await figureTrend(world.runtime.pool, { filter: {}, from, to, reading: 'promised' });
    expect(months.length).toBeGreaterThan(8);
    for (const month of months) {
      expect(month.openAtStart + month.received).toBe(month.ended + month.openAtEnd);
    }
    expect(months.slice(1).map((month) => month.openAtStart)).toEqual(
      months.slice(0, -1).map((month) => month.openAtEnd),
    );
  });

  it.each(PERIODS)(
    'sum the steps done from %s to %s as they are, and list exactly them',
    async (from, to) => {
      const months = await stepFigures(world.runtime.pool, { filter: {}, from, to, byMonth: true });
      const steps = facts.flatMap((one) => one.steps).filter(({ doneAt }) => doneAt >= from && doneAt < to);
      const sum = (of: (row: (typeof months)[number]) => number): number =>
        months.reduce((all, row) => all + of(row), 0);
      const late = steps.filter(({ timeliness }) => timeliness === 'late').length;
      const own = steps.reduce((all, { minutes }) => all + minutes.own, 0);
      const allowed = steps.reduce((all, { allowedMinutes }) => all + (allowedMinutes ?? 0), 0);
      expect(steps.length).toBeGreaterThan(20);
      expect(sum(({ done }) => done)).toBe(steps.length);
      expect(sum((row) => row.late)).toBe(late);
      expect(sum(({ ownMinutes }) => ownMinutes)).toBe(own);
      expect(sum(({ allowedMinutes }) => allowedMinutes)).toBe(allowed);
      const whole = await stepFigures(world.runtime.pool, { filter: {}, from, to, byMonth: false });
      for (const { procedure, edition, step, ...row } of whole) {
        const asked = { filter: { procedure, edition }, from, to, step, limit: 1, offset: 0 };
        const [all, lateOnes] = await Promise.all([
          listedSteps(world.runtime.pool, { ...asked, lateOnly: false }),
          listedSteps(world.runtime.pool, { ...asked, lateOnly: true }),
        ]);
        expect([step, all.total, lateOnes.total]).toEqual([step, row.done, row.late]);
      }
    },
  );

  it(
    'are the same when folded again from the first event',
    async () => {
      const live = await figureHashes(world.runtime.pool);
      await world.stop();
      await emptyReadModels(world.runtime.pool, world.runtime.ledger);
      await emptyFigures(world.runtime.pool, world.runtime.ledger);
      expect(await figureHashes(world.runtime.pool)).not.toEqual(live);
      world.start();
      await world.folded();
      expect(await figureHashes(world.runtime.pool)).toEqual(live);
      expect(live['finding']).not.toBe('');
    },
    FOLDED_WITHIN_MS,
  );

  (existsSync(THREAD) ? it : it.skip)(
    'are the same when every shard catches up in a thread',
    async () => {
      const { runtime, databaseUrl, masterKey } = world;
      const { pool, ledger } = runtime;
      const { rows } = await pool.query<{ events: string }>('select count(*) as events from ledger.event');
      const live = await figureHashes(pool);
      await world.stop();
      await emptyReadModels(pool, ledger);
      await emptyFigures(pool, ledger);
      const threads = {
        databaseUrl,
        masterKeys: [Buffer.from(masterKey, 'base64')],
        thread: THREAD,
      } as const;
      const { signal } = new AbortController();
      // A batch that fails, on a slow machine say, is tried again.
      const onError = (): void => undefined;
      let listed = 0;
      const onListed = (events: number): void => void (listed += events);
      await Promise.all(
        [0, 1].map((shard) => catchUp(threads, { shard, signal, batch: 100, onListed, onError })),
      );
      expect(listed).toBeGreaterThanOrEqual(Number(rows[0]!.events));
      expect(await figureHashes(pool)).toEqual(live);

      // Far behind after some batches, the projector lends its shards to threads and takes them back.
      await emptyReadModels(pool, ledger);
      await emptyFigures(pool, ledger);
      const projector = startProjector(runtime, { threads, batch: 50, onError });
      await world.folded();
      await projector.stop();
      expect(await figureHashes(pool)).toEqual(live);
    },
    FOLDED_WITHIN_MS,
  );
});
