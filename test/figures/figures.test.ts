/** Figures in SQL against the same figures counted one by one, their lists, and the figures rebuilt. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '#libs/calendar';
import { cellOf, conserves, type Cell, type Facts, type Reading } from '#libs/metrics';
import {
  emptyFigures,
  emptyReadModels,
  FIGURE_MEASURES,
  figureDossiers,
  figures,
  figureTrend,
  stepFigures,
  type FigureCell,
} from '#libs/read-models';
import { figureHashes } from './hashes.ts';
import { factsInLedger, figureWorld, type FigureWorld } from './world.ts';

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
    },
  );

  it.each(CASES)('from %s to %s as %s list exactly the dossiers they count', async (from, to, reading) => {
    const request = { filter: {}, from, to, reading };
    const [whole] = await figures(world.runtime.pool, request, 'agency');
    for (const measure of FIGURE_MEASURES) {
      const { total, rows } = await figureDossiers(world.runtime.pool, { ...request, measure, limit: 500 });
      expect([measure, total, rows.length]).toEqual([measure, whole![measure], whole![measure]]);
    }
  });

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

  it('sum the steps a month as they are', async () => {
    const months = await stepFigures(world.runtime.pool, {
      filter: {},
      fromMonth: '2025-01-01',
      toMonth: '2026-12-01',
      byMonth: true,
    });
    const steps = facts.flatMap((one) => one.steps);
    const sum = (of: (row: (typeof months)[number]) => number): number =>
      months.reduce((all, row) => all + of(row), 0);
    expect(sum(({ done }) => done)).toBe(steps.length);
    expect(sum(({ late }) => late)).toBe(steps.filter(({ timeliness }) => timeliness === 'late').length);
    expect(sum(({ ownMinutes }) => ownMinutes)).toBe(
      steps.reduce((all, { minutes }) => all + minutes.own, 0),
    );
  });

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
});
