/** Figures and nonconformities over HTTP: who sees what, files, causes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { simulateInto } from '../../apps/cli/verbs/simulate.ts';
import { startSystem, type TestSystem } from '../e2e/system.ts';

const DOSSIERS = 60;
const YEAR = 2025;
const PERIOD = `from=${YEAR}-01-01T00:00:00Z&to=${YEAR + 1}-01-01T00:00:00Z`;
const BEFORE_ALL_MS = 200_000;
const TRIES = 600;
const PAUSE_MS = 100;

describe('Figures over HTTP', () => {
  let system: TestSystem;
  const ask = async (who: string, path: string): Promise<{ status: number; body: Record<string, never> }> => {
    const person = await system.people.as(who);
    return person.get(path);
  };

  beforeAll(async () => {
    system = await startSystem();
    const silent = {
      out: () => undefined,
      err: () => undefined,
      readFile: async () => '',
      stdin: process.stdin,
    };
    const asked = { dossiers: DOSSIERS, year: YEAR, seed: 3, json: true, plantFile: undefined, plants: 0 };
    const { runtime, database } = system;
    await simulateInto({ runtime, ownerUrl: database.ownerUrl }, asked, silent);
    const wanted = `select count(distinct stream_id)::int as n from ledger.event where type = 'DossierReceived'`;
    for (let tried = 0; tried < TRIES; tried++) {
      const { rows } = await system.runtime.pool.query<{ n: number; have: number }>(
        `select (${wanted}) as n, (select count(*)::int from read.figure_dossier) as have`,
      );
      if (rows[0]!.n === rows[0]!.have) break;
      await sleep(PAUSE_MS);
    }
    await system.folded();
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
