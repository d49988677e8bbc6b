import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { say } from '../../../test/outside/io.ts';
import { scoreVerb } from './score.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dunghan-score-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | object): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** The one line of JSON that a verb answers with. */
async function ask(...args: string[]): Promise<{ exitCode: number; answer: unknown }> {
  const { exitCode, out } = await say(scoreVerb, [...args, '--json']);
  expect(out).toHaveLength(1);
  return { exitCode, answer: JSON.parse(out[0] ?? '') };
}

describe('dunghan score', () => {
  it('lints a set of the product by id, and a file by path', async () => {
    expect(await ask('lint', 'proposed-100')).toEqual({ exitCode: 0, answer: { ok: true, findings: [] } });
    const bad = await file('bad.yaml', 'bands: [{name: a, min: 50}, {name: b, range: "[0, 50]"}]');
    expect(await ask('lint', bad)).toMatchObject({
      exitCode: 1,
      answer: { ok: false, findings: [{ code: 'band-overlap', where: 'bands.b, bands.a' }] },
    });
    expect(await ask('lint', join(folder, 'none.yaml'))).toMatchObject({
      exitCode: 1,
      answer: { ok: false, findings: [{ code: 'file-unreadable' }] },
    });
  });

  it('classifies', async () => {
    const scores = await file('scores.json', [
      { agency: 'A', score: 90 },
      { agency: 'B', score: 95 },
      { agency: 'C', score: 75.5 },
    ]);
    expect(await ask('classify', '--set', 'bac-giang-2014-printed', '--scores', scores)).toEqual({
      exitCode: 0,
      answer: {
        total: 3,
        classes: [
          { name: 'Rất tốt', count: 1, percent: 33.33 },
          { name: 'Tốt', count: 0, percent: 0 },
          { name: 'Khá', count: 1, percent: 33.33 },
          { name: 'Trung bình', count: 0, percent: 0 },
        ],
        unclassified: [{ agency: 'A', score: 90 }],
      },
    });
  });

  it('refuses scores that would be counted wrong, and prints no classes', async () => {
    const scores = await file('twice.json', '[{"agency":"A","score":1},{"agency":"A","score":2}]');
    expect(await ask('classify', '--set', 'proposed-100', '--scores', scores)).toMatchObject({
      exitCode: 1,
      answer: { ok: false, findings: [{ code: 'duplicate-agency', where: 'dòng 2' }] },
    });
    const bandless = await file('bandless.yaml', 'criteria: [{id: A, max: 1}]');
    expect(await ask('classify', '--set', bandless, '--scores', scores)).toMatchObject({
      exitCode: 1,
      answer: { findings: [{ code: 'no-bands' }] },
    });
  });

  it('scores an agency under the reading asked for', async () => {
    const inputs = await file('inputs.json', {
      metrics: { communes: 2, communes_at_least_80: 2 },
      judgements: { others: { points: 90, reason: '', by: 'BCĐ' } },
      pairs: { communes: [{ agency: 'Xã A', scored: 89, verified: 80 }] },
    });
    const total = async (reading: string) =>
      ask(
        'agency',
        '--set',
        'bac-giang-2022',
        '--inputs',
        inputs,
        '--setting',
        `overscoring_reading=${reading}`,
      );
    expect(await total('relative')).toMatchObject({ exitCode: 0, answer: { total: 90, complete: true } });
    expect(await total('points')).toMatchObject({ exitCode: 0, answer: { total: 93 } });
    expect(await total('both')).toMatchObject({
      exitCode: 1,
      answer: { findings: [{ code: 'unknown-setting' }] },
    });
  });

  it('reconciles a printed report and counts progress', async () => {
    expect(await ask('reconcile', '--report', 'tra-vinh-2019')).toMatchObject({
      exitCode: 0,
      answer: { reconciles: true, ok: false, total: 168 },
    });
    const records = await file('records.json', {
      population: ['A', 'B'],
      reached: [{ agency: 'A', milestone: 'nâng cấp', on: '2015-04-30' }],
    });
    const args = ['progress', '--records', records, '--by', '2015-04-30', '--milestones', 'mở rộng|nâng cấp'];
    expect(await ask(...args)).toMatchObject({
      answer: { reached: 1, of: 2, percent: 50, outstanding: ['B'] },
    });
  });

  it.each([
    [[]],
    [['unheard']],
    [['classify', '--set', 'qd766']],
    [['lint', 'a', 'b']],
    [['lint', '--unheard']],
  ])('explains itself when misused: %j', async (args) => {
    const { exitCode, out, err } = await say(scoreVerb, args);
    expect([exitCode, out.length]).toEqual([2, 0]);
    expect(err.join('\n')).toContain('usage: dunghan score lint');
  });

  it('speaks to people too', async () => {
    const { out } = await say(scoreVerb, ['lint', 'bac-giang-2014-printed']);
    expect(out.at(-1)).toBe('Bộ tiêu chí bị từ chối.');
    expect(out.join('\n')).toContain('điểm đúng 90 không thuộc mức nào');
  });
});
