import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { deadlineVerb } from '../deadline.ts';

async function run(args: string[], files: Record<string, string> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await deadlineVerb.run(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    readFile: async (path) => {
      const file = files[path];
      if (file === undefined) throw new Error('ENOENT');
      return file;
    },
    stdin: Readable.from([]),
  });
  return { code, out, err };
}

const ONE = ['--received', '2024-04-26T09:00', '--time', '3 ngày làm việc'];

async function json(args: string[], files: Record<string, string> = {}) {
  const { code, out } = await run([...args, '--json'], files);
  return { code, answer: JSON.parse(out.at(-1) ?? '') as Record<string, unknown> };
}

async function batch(lines: readonly unknown[], files: Record<string, string> = {}, more: string[] = []) {
  const file = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const { out } = await run(['--batch', 'cases.jsonl', '--json', ...more], { ...files, 'cases.jsonl': file });
  return out.map((line) => JSON.parse(line) as { due?: string; error?: { code: string; message: string } });
}

describe('one case', () => {
  it('prints the due moment and every date’s part in it', async () => {
    const { code, out, err } = await run(ONE);
    expect(out.slice(0, 2)).toEqual(['Hạn: 17:00 thứ Bảy 04/05/2024', 'Tính từ: 09:00 thứ Sáu 26/04/2024']);
    expect(out).toContainEqual(
      expect.stringMatching(/^thứ Hai 29\/04\/2024 +không +nghỉ hoán đổi: .*04\/05\/2024/),
    );
    expect(out).toContainEqual(
      expect.stringMatching(/^thứ Năm 02\/05\/2024 – thứ Sáu 03\/05\/2024 +2 ngày +được tính$/),
    );
    expect([code, err]).toEqual([0, []]);
  });

  it('answers one line of JSON', async () => {
    const { code, answer } = await json(ONE);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ due: '2024-05-04T17:00', estimate: false, calendarVersion: '2026-11' });
    expect(answer['lines']).toHaveLength(7);
  });

  it('takes the unit from the print where none is given', async () => {
    const due = async (time: string) =>
      (await json(['--received', '2025-10-06T09:00', '--time', time])).answer['due'] as string;
    expect(await due('5 ngày làm việc')).toBe('2025-10-13T17:00');
    expect(await due('6 ngày')).toBe('2025-10-13T17:00');
    expect(await due('2 giờ')).toBe('2025-10-06T11:00');
    const { code, answer } = await json(['--received', '2025-10-06T09:00', '--time', '3']);
    expect([code, answer]).toMatchObject([1, { error: { code: 'unit-needed' } }]);
  });

  it('takes cut-off, pauses, restart and an agency’s hours', async () => {
    const base = ['--received', '2025-10-06T15:30', '--time', '3 ngày làm việc'];
    const due = async (...more: string[]) => (await json([...base, ...more])).answer['due'];
    expect(await due('--cut-off', '15:00')).toBe('2025-10-10T17:00');
    const pauses = [
      '--pause',
      '2025-10-08T09:00/2025-10-08T10:00',
      '--pause',
      '2025-10-09T09:00/2025-10-09T10:00',
    ];
    expect(await due(...pauses)).toBe('2025-10-13T17:00');
    expect(await due(...pauses, '--supplement', 'restart')).toBe('2025-10-14T17:00');
    const own = [
      {
        validFrom: '2020-01-01',
        sessions: [{ from: '07:00', to: '16:00' }],
        weekdays: [1, 2, 3, 4, 5, 6],
        ignoresHolidays: false,
      },
    ];
    const { answer } = await json([...base, '--hours', 'own.json'], { 'own.json': JSON.stringify(own) });
    expect(answer['due']).toBe('2025-10-09T16:00');
  });

  it('tells what is left while paused', async () => {
    const { code, answer } = await json([...ONE, '--pause', '2024-05-02T09:00/']);
    expect([code, answer]).toMatchObject([0, { due: null, remaining: { unit: 'working-days', amount: 3 } }]);
    expect((await run([...ONE, '--pause', '2024-05-02T09:00/'])).out[0]).toContain('còn lại 3 ngày làm việc');
  });

  it('refuses with 1, and says why on standard error, or as JSON', async () => {
    const args = ['--received', '2027-12-30T09:00', '--time', '9 ngày làm việc'];
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([1, []]);
    expect(err.join()).toMatch(/no-calendar-data.*2028/);
    expect((await json(args)).answer).toMatchObject({ error: { code: 'no-calendar-data' } });
    expect((await json(['--received', '2025-02-30T09:00', '--time', '1 giờ'])).answer).toMatchObject({
      error: { code: 'bad-moment' },
    });
  });

  it.each([
    [[]],
    [['--received', '2024-04-26T09:00']],
    [[...ONE, '--unit', 'weeks']],
    [[...ONE, '--unknown']],
    [[...ONE, '--hours', 'absent.json']],
    [['--batch', 'absent.jsonl']],
    [['--batch', 'cases.jsonl', '--time', '3']],
  ])('misused with %j ends with 2', async (args) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([2, []]);
    expect(err.join('\n')).toContain('dunghan deadline');
  });
});

describe('a batch', () => {
  it('answers each case on its line, in order', async () => {
    const answers = await batch([
      { received: '2025-04-24T09:00', time: '4 ngày làm việc', unit: 'working-days' },
      { received: '2026-08-21T16:00', time: '4 giờ làm việc', unit: 'working-hours' },
      { received: '2026-02-01T10:00', time: '15 ngày', unit: 'calendar-days' },
      { received: '2025-10-03T16:00', time: '1', unit: 'working-days', cutOff: '15:00' },
      {
        received: '2025-10-06T09:00',
        time: '3',
        unit: 'working-days',
        pauses: [['2025-10-08T09:00', '2025-10-08T10:00']],
      },
      {
        received: '2025-10-06T09:00',
        time: '3',
        unit: 'working-days',
        supplement: 'restart',
        pauses: [['2025-10-08T09:00', '2025-10-10T10:00']],
      },
    ]);
    expect(answers).toEqual(
      [
        '2025-04-29T17:00',
        '2026-08-22T10:30',
        '2026-02-23T17:00',
        '2025-10-07T17:00',
        '2025-10-10T17:00',
        '2025-10-15T17:00',
      ].map((due) => ({ due })),
    );
  });

  it('refuses case by case, under stable codes', async () => {
    const received = '2025-10-06T09:00';
    const answers = await batch([
      '{"received":',
      '',
      '[]',
      { received, time: 3, unit: 'working-days' },
      { received, time: '3', unit: 'weeks' },
      { received, time: '3' },
      { received, time: 'sớm nhất', unit: 'working-days' },
      { received, time: '8 giờ', unit: 'calendar-days' },
      { received: '2025-10-06T09:00+07:00', time: '3', unit: 'working-days' },
      { received, time: '3', unit: 'working-days', cutOff: 'noon' },
      { received, time: '3', unit: 'working-days', pauses: [['2025-10-07T09:00', '2025-10-06T09:00']] },
      { received, time: '3', unit: 'working-days', pauses: [['2025-10-07T09:00', null]] },
      { received: '2031-10-06T09:00', time: '3', unit: 'working-days' },
      { received, time: '9999999', unit: 'working-days' },
      { received, time: '3', unit: 'working-days' },
    ]);
    expect(answers.map(({ due, error }) => due ?? error?.code)).toEqual([
      'bad-json',
      'bad-json',
      'bad-case',
      'bad-case',
      'bad-case',
      'unit-needed',
      'unreadable-term',
      'unit-mismatch',
      'bad-moment',
      'bad-profile',
      'bad-pauses',
      'paused',
      'no-calendar-data',
      'too-long',
      '2025-10-09T17:00',
    ]);
  });

  it('skips empty lines at its end, takes CRLF, and says what is an estimate', async () => {
    const line = JSON.stringify({ received: '2027-03-01T09:00', time: '1 giờ', unit: 'working-hours' });
    const file = `\uFEFF${line}\r\n${line}\r\n\r\n\n`;
    const { code, out } = await run(['--batch', 'f', '--json'], { f: file });
    expect([code, out]).toEqual([0, Array(2).fill('{"due":"2027-03-01T10:00","estimate":true}')]);
    expect((await run(['--batch', 'f', '--json'], { f: '\n' })).out).toEqual([]);
  });
});
