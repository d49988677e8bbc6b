/** `dunghan simulate`, `rehearse` and `forecast` on a database of their own. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PLANT_KINDS } from '#libs/simulation';
import { forecastVerb } from '../../apps/cli/verbs/forecast.ts';
import { rehearseVerb } from '../../apps/cli/verbs/rehearse.ts';
import { simulateVerb } from '../../apps/cli/verbs/simulate.ts';
import type { Verb } from '../../apps/cli/verb.ts';
import { say } from '../outside/io.ts';
import { figureWorld, type FigureWorld } from './world.ts';

const EDITION = fileURLToPath(new URL('../../libs/procedure/data/qt-btxh-01.yaml', import.meta.url));
const DOSSIERS = 220;
const YEAR = 2025;
const TEST_MS = 240_000;
const SIMULATE = ['--dossiers', '30', '--year', '2024', '--seed', '5', '--json'];

describe('Verbs over a simulated year', () => {
  let world: FigureWorld;
  let folder: string;
  const before = { ...process.env };
  const answer = async (verb: Verb, ...args: string[]) => {
    const { exitCode, out, err } = await say(verb, args);
    expect({ exitCode, err: exitCode === 0 ? [] : err }).toEqual({ exitCode: 0, err: [] });
    return JSON.parse(out[0]!) as Record<string, unknown>;
  };

  beforeAll(async () => {
    world = await figureWorld(DOSSIERS, YEAR);
    await world.folded();
    folder = await mkdtemp(join(tmpdir(), 'dunghan-verbs-'));
    process.env['DATABASE_URL'] = world.databaseUrl;
    process.env['DATABASE_OWNER_URL'] = world.ownerUrl;
    process.env['DUNGHAN_MASTER_KEY'] = world.masterKey;
  }, TEST_MS);
  afterAll(async () => {
    process.env = before;
    await rm(folder, { recursive: true, force: true });
    await world.close();
  });

  it(
    'simulate the same year once, however often, and list what was planted',
    async () => {
      const first = await answer(simulateVerb, ...SIMULATE);
      expect(first).toMatchObject({ repeated: 0, plants: 0 });
      const again = await answer(simulateVerb, ...SIMULATE);
      expect(again['repeated']).toBeGreaterThan(0);
      const list = join(folder, 'planted.json');
      await answer(
        simulateVerb,
        '--dossiers',
        '400',
        '--year',
        '2023',
        '--seed',
        '6',
        '--json',
        '--plant',
        list,
        '--plants',
        '1',
      );
      const planted = JSON.parse(await readFile(list, 'utf8')) as { kind: string; nearMiss: boolean }[];
      expect(PLANT_KINDS).toEqual(expect.arrayContaining([...new Set(planted.map(({ kind }) => kind))]));
      expect(planted.some(({ nearMiss }) => nearMiss)).toBe(true);
    },
    TEST_MS,
  );

  it(
    'rehearse a draft: the same one changes no step, a shorter one makes more late, and both say what was assumed',
    async () => {
      const yaml = await readFile(EDITION, 'utf8');
      const same = await answer(rehearseVerb, '--edition', EDITION, '--year', String(YEAR), '--json');
      const matches = same['matches'] as { by: string; step: string; draft: string }[];
      expect(matches.length).toBeGreaterThan(5);
      expect(matches.every(({ by, step, draft }) => by === 'content-and-role' && step === draft)).toBe(true);
      expect((same['assumptions'] as string[]).length).toBeGreaterThan(3);
      expect((same['cut'] as { late: number }).late).toBeGreaterThanOrEqual(same['lateBefore'] as number);

      const shorter = join(folder, 'draft.yaml');
      await writeFile(shorter, yaml.replace(/^total: .*$/m, 'total: 01 ngày làm việc'));
      const under = await answer(rehearseVerb, '--edition', shorter, '--year', String(YEAR), '--json');
      expect(under['dossiers']).toBe(same['dossiers']);
      expect(under['lateUnderDraft'] as number).toBeGreaterThan(same['lateUnderDraft'] as number);

      const told = await say(rehearseVerb, ['--edition', EDITION, '--year', String(YEAR), '--cut', '50']);
      expect(told.out.join('\n')).toMatch(/how steps were matched:[^]*assumed:/);
      const nobody = await say(rehearseVerb, ['--edition', EDITION, '--year', '2001']);
      expect(nobody).toMatchObject({ exitCode: 1, out: [] });
    },
    TEST_MS,
  );

  it('forecast what is open, and check it over months held out, as well as the base rate at least', async () => {
    const said = await say(forecastVerb, ['--least', '0', '--json']);
    const { rows } = JSON.parse(said.out[0]!) as { rows: { chance: number }[] };
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ chance }) => chance >= 0 && chance <= 1)).toBe(true);
    const checked = await answer(forecastVerb, '--check', '--json');
    expect(checked['brier'] as number).toBeLessThan(checked['brierOfBase'] as number);
    expect((await say(forecastVerb, ['--check'])).out.join('\n')).toContain('Brier score');
  });

  it('explain themselves when misused', async () => {
    const wrong: [Verb, string[]][] = [
      [simulateVerb, ['--dossiers', '0', '--year', '2025']],
      [simulateVerb, ['--year', '2025', '--unheard']],
      [rehearseVerb, ['--year', '2025']],
      [rehearseVerb, ['--edition', EDITION, '--year', '2025', '--cut', '100']],
      [forecastVerb, ['--least', '200']],
    ];
    for (const [verb, args] of wrong) {
      const said = await say(verb, args);
      expect(said).toMatchObject({ exitCode: 2, out: [] });
      expect(said.err).not.toHaveLength(0);
    }
  });
});
