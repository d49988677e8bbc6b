import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { say } from '../../../test/outside/io.ts';
import { logVerb } from './log.ts';

const LOG = `<log><trace><date key="deadline" value="2025-01-01T00:00:00Z"/>
  <event><string key="concept:name" value="Tiếp nhận"/><date key="time:timestamp" value="2025-01-01T07:00:01+07:00"/></event>
</trace></log>`;

const figures = (log: string, ...options: string[]) =>
  say(logVerb, ['figures', '-', ...options], [Buffer.from(log)]);

describe('dunghan log figures', () => {
  it('answers in one line of JSON', async () => {
    const { exitCode, out } = await figures(LOG, '--json');
    expect(exitCode).toBe(0);
    expect(out.map((line) => JSON.parse(line) as unknown)).toEqual([
      {
        cases: 1,
        events: 1,
        variants: 1,
        lateByDeadline: 1,
        activities: [{ name: 'Tiếp nhận', count: 1, medianMinutesSincePrevious: null }],
        resources: [],
      },
    ]);
  });

  it('says aside what it left out', async () => {
    expect((await figures(LOG, '--json')).err).toEqual([
      'note: 1 events have no org:resource and stand under no resource',
    ]);
  });

  it('prints nothing of a log that it could not read to the end', async () => {
    const { exitCode, out, err } = await figures(LOG.slice(0, -6));
    expect([exitCode, out]).toEqual([1, []]);
    expect(err[0]).toMatch(/^-: line 3, column \d+: unclosed tag: log \[xml-malformed\]$/);
    expect(await say(logVerb, ['figures', '/no/such.xes'])).toMatchObject({ exitCode: 1, out: [] });
  });

  it('explains itself when misused', async () => {
    expect((await say(logVerb, ['figures'])).exitCode).toBe(2);
    expect((await say(logVerb, ['figures', 'a', '--unheard'])).exitCode).toBe(2);
  });
});

describe('dunghan log conform', () => {
  const PROCEDURE = fileURLToPath(new URL('../../../libs/procedure/data/qt-btxh-01.yaml', import.meta.url));
  const rows = (...steps: string[]) => [
    Buffer.from(['hs,buoc', ...steps.map((step) => `1,${step}`)].join('\n')),
  ];
  const conform = (csv: Uint8Array[], ...more: string[]) =>
    say(
      logVerb,
      ['conform', '-', '--procedure', PROCEDURE, '--case', 'hs', '--activity', 'buoc', '--json', ...more],
      csv,
    );
  const STEPS = Array.from({ length: 11 }, (_, index) => `Bước ${index + 1}`);

  it('finds a step left out, by its number as printed', async () => {
    const { out } = await conform(rows(...STEPS.toSpliced(3, 1)));
    const answer = JSON.parse(out.at(-1) ?? '') as { differences: unknown[] };
    expect(answer).toMatchObject({ cases: 1, same: 0, inOrder: 0, foreign: 0, badRows: 0 });
    expect(answer.differences).toContainEqual({ kind: 'missing', at: 'B4', cases: 1 });
  });

  it('leaves out what stands for no step, says how much, and what it may be', async () => {
    const { out, err } = await conform(rows('Bước 1', 'Gọi điện', 'Thẩm định'), '--each');
    expect(out).toHaveLength(2);
    expect(JSON.parse(out[1] ?? '')).toMatchObject({ events: 3, foreign: 2 });
    expect(err.join(' ')).toContain('may be');
  });

  it('tells the columns by their names, and the rows that it could not read', async () => {
    const log = Buffer.from(
      '\ufeffMã hồ sơ;Trạng thái;Thời gian\n1;Bước 1;24/04/2025 08:00\n1;Bước 2;hôm qua\n',
    );
    const { out, err } = await say(logVerb, ['conform', '-', '--procedure', PROCEDURE, '--json'], [log]);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ events: 1, badRows: 1 });
    expect(err).toContain('line 3: time hôm qua');
  });

  it('refuses a procedure that is none, a column that is missing, a mapping that names no step', async () => {
    expect(await say(logVerb, ['conform', '-', '--procedure', '/no/such.yaml'])).toMatchObject({
      exitCode: 1,
      out: [],
    });
    expect(await conform([Buffer.from('a,b\n1,2\n')])).toMatchObject({ exitCode: 1, out: [] });
    expect((await say(logVerb, ['conform', '-'])).exitCode).toBe(2);
  });
});

describe('dunghan log draft', () => {
  it('writes the procedure of the most frequent path, or says that there is none', async () => {
    const { out } = await say(logVerb, ['draft', '-', '--json'], [Buffer.from('hs,buoc\n1,Nhận\n1,Trả\n')]);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      cases: 1,
      variants: 1,
      taken: 1,
      path: ['Nhận', 'Trả'],
    });
    expect(await say(logVerb, ['draft', '-'], [Buffer.from('<log/>')])).toMatchObject({
      exitCode: 1,
      out: [],
    });
  });
});
