/** Figures and nonconformities over HTTP: who sees what, files, causes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forecastOnce } from '../../apps/projector/forecasting.ts';
import { startSystem, type TestSystem } from '../e2e/system.ts';
import { simulateYear } from './simulated.ts';

const DOSSIERS = 60;
const YEAR = 2025;
const PERIOD = `from=${YEAR}-01-01T00:00:00Z&to=${YEAR + 1}-01-01T00:00:00Z`;
const BEFORE_ALL_MS = 200_000;

interface StepCell {
  readonly procedure: string;
  readonly edition: number;
  readonly step: string;
  readonly month: string;
  readonly done: number;
  readonly late: number;
}

describe('Figures over HTTP', () => {
  let system: TestSystem;
  const ask = async (who: string, path: string): Promise<{ status: number; body: Record<string, never> }> => {
    const person = await system.people.as(who);
    return person.get(path);
  };

  beforeAll(async () => {
    system = await startSystem();
    await simulateYear(system, DOSSIERS, YEAR);
    await forecastOnce(system.runtime);
  }, BEFORE_ALL_MS);
  afterAll(() => system.close());

  it('give the committee the whole province, conserved, and others their own agency', async () => {
    const { status, body } = await ask('banchidao', `/api/figures?${PERIOD}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ conserved: true, reading: 'promised' });
    const { whole, cells } = body as unknown as {
      whole: { received: number };
      cells: { key: string; received: number }[];
    };
    expect(whole.received).toBe(cells.reduce((sum, cell) => sum + cell.received, 0));
    expect(whole.received).toBeGreaterThan(0);
    const own = (await ask('chuyenvien.noivu', `/api/figures?${PERIOD}`)).body as unknown as {
      cells: { key: string }[];
    };
    expect(own.cells.every(({ key }) => key === 'snv')).toBe(true);
    expect((await ask('chuyenvien.noivu', `/api/figures?${PERIOD}&agency=skhcn`)).status).toBe(403);
  });

  it('list the dossiers behind a figure', async () => {
    const { body } = await ask('banchidao', `/api/figures?${PERIOD}`);
    const list = await ask('banchidao', `/api/figures/dossiers?${PERIOD}&measure=received&limit=200`);
    const { rows, total } = list.body as unknown as { rows: object[]; total: number };
    expect(total).toBe((body as unknown as { whole: { received: number } }).whole.received);
    expect(rows).toHaveLength(total);
  });

  it('come as a trend, by step and as a spread', async () => {
    for (const path of [
      `/api/figures/trend?${PERIOD}`,
      `/api/figures/steps?${PERIOD}&byMonth=true`,
      `/api/figures/spread?${PERIOD}&procedure=QT.HT.01`,
    ]) {
      expect([path, (await ask('banchidao', path)).status]).toEqual([path, 200]);
    }
  });

  it('list exactly the steps that a cell of the heat map counts, as of a day within the month, too', async () => {
    for (const asOf of ['', `&asOf=${YEAR}-06-17T03:00:00Z`]) {
      const { body } = await ask('banchidao', `/api/figures/steps?${PERIOD}${asOf}&byMonth=true`);
      const { steps } = body as unknown as { steps: StepCell[] };
      const cell = asOf === '' ? steps[0]! : steps.find(({ month }) => month === `${YEAR}-06-01`)!;
      const from = new Date(`${cell.month}T00:00:00+07:00`);
      const next = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 2, 1) - 7 * 3_600_000);
      const month = `from=${from.toISOString()}&to=${next.toISOString()}${asOf}`;
      const where = `${month}&procedure=${cell.procedure}&edition=${cell.edition}&step=${cell.step}`;
      for (const [lateOnly, count] of [
        ['false', cell.done],
        ['true', cell.late],
      ] as const) {
        const list = await ask(
          'banchidao',
          `/api/figures/steps/list?${where}&lateOnly=${lateOnly}&limit=200`,
        );
        expect(list.body).toMatchObject({ total: count });
        expect((list.body as unknown as { rows: object[] }).rows).toHaveLength(count);
      }
    }
  });

  it('forecast what is open, explained, each for who may see it, and say how such forecasts did', async () => {
    const { status, body } = await ask('banchidao', '/api/figures/forecast?limit=200');
    expect(status).toBe(200);
    const { rows, total, expected } = body as unknown as {
      total: number;
      expected: number;
      rows: { chance: number; agency: { id: string }; n: number; outlook: { ahead: object[] } | null }[];
    };
    expect(rows).toHaveLength(total);
    expect(rows.map(({ chance }) => chance)).toEqual(
      rows.map(({ chance }) => chance).toSorted((a, b) => b - a),
    );
    expect(rows.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(expected, 3);
    expect(rows.every(({ n, outlook }) => n === 0 || (outlook?.ahead.length ?? 0) > 0)).toBe(true);
    const own = (await ask('chuyenvien.noivu', '/api/figures/forecast')).body as unknown as {
      rows: typeof rows;
    };
    expect(own.rows.every(({ agency }) => agency.id === 'snv')).toBe(true);
    const check = (await ask('banchidao', '/api/figures/forecast/check')).body as unknown as {
      check: { n: number; bands: { n: number }[] };
    };
    expect(check.check.bands.reduce((sum, { n }) => sum + n, 0)).toBe(check.check.n);
  });

  it.each([
    ['csv', '\uFEFFNhóm,Tồn đầu kỳ'],
    ['xlsx', 'PK'],
  ])('come as %s', async (format, beginning) => {
    const person = await system.people.as('banchidao');
    const answer = await fetch(`${system.url}/api/figures?${PERIOD}&format=${format}`, {
      headers: { authorization: `Bearer ${person.token()}` },
    });
    expect(answer.status).toBe(200);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.toString('utf8').startsWith(beginning)).toBe(true);
  });

  it('gather by cause what detectors find, with the evidence', async () => {
    const { body } = await ask('banchidao', `/api/nonconformities/causes?${PERIOD}`);
    const { rows } = body as unknown as {
      rows: {
        policy: string;
        agency: { id: string };
        procedure: string;
        step: string;
        occurrences: number;
      }[];
    };
    expect(rows.length).toBeGreaterThan(0);
    const [first] = rows;
    const where = `agency=${first!.agency.id}&policy=${first!.policy}&procedure=${first!.procedure}&step=${first!.step}`;
    const detail = await ask('banchidao', `/api/nonconformities/causes/detail?${PERIOD}&${where}`);
    expect((detail.body as unknown as { occurrences: object[] }).occurrences).toHaveLength(
      first!.occurrences,
    );
  });
});
