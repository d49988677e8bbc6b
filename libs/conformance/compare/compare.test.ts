import { describe, expect, it } from '@jest/globals';
import { NATIONAL_CALENDAR, workCalendar } from '#libs/calendar';
import type { Edition } from '#libs/procedure';
import { parseEdition } from '#libs/procedure/format';
import { parseWallMoment } from '../log/wall-moment.ts';
import { compareCase } from './case.ts';
import { CaseReader } from './cases.ts';
import { draftedFile, PathFold } from './draft.ts';
import { ComparisonFold } from './fold.ts';
import { proposeSteps } from './likeness.ts';
import { officeMinutes } from './office-minutes.ts';
import type { LogCase, Mapping } from './types.ts';
import { yardstick } from './yardstick.ts';

const STEPS = [
  { no: 'B1', content: 'Tiếp nhận, kiểm tra hồ sơ', role: 'reception', time: '0,5 ngày' },
  { no: 'B2', content: 'Thẩm định hồ sơ, dự thảo kết quả', role: 'specialist', time: '02 ngày' },
  { no: 'B3', content: 'Ký duyệt kết quả', role: 'agency-head', time: '01 ngày', 'returns-to': ['B2'] },
  { no: 'B4', content: 'Trả kết quả', role: 'reception', 'issues-result': 'true', 'hands-over': 'true' },
];
const HEAD = { code: 'QT.TEST.01', title: 'Thử', agency: 'Sở', effectiveFrom: '2025-01-01' as never };

function editionOf(file: object): Edition {
  const read = parseEdition(JSON.stringify(file));
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
}

const EDITION = editionOf({
  code: 'QT.TEST.01',
  title: 'Thử',
  field: 'Thử',
  agency: 'Sở',
  'effective-from': '2025-01-01',
  steps: STEPS,
});
const MAPPING: Mapping = {
  steps: { nhận: 'B1', xét: 'B2', ký: 'B3', trả: 'B4', gọi: null },
  roles: { CV: 'specialist', 'Một cửa': 'reception', Ai: null },
};
const YARD = yardstick(EDITION, MAPPING, officeMinutes(workCalendar(NATIONAL_CALENDAR)));

/** Each event: the activity, the time as a Vietnamese office writes it, the role. */
function caseOf(
  events: readonly (readonly [string, string?, string?])[],
  more: Partial<LogCase> = {},
): LogCase {
  const read = events.map(([activity, at, role]) => ({
    activity,
    at: at === undefined ? null : parseWallMoment(at),
    began: null,
    role: role ?? null,
  }));
  return { name: 'h1', unit: null, procedure: null, ended: true, events: read, ...more };
}

const differ = (...events: (readonly [string, string?, string?])[]): string[] =>
  compareCase(YARD, caseOf(events)).differences.map(({ kind, at }) => `${kind} ${at}`);
const plain = (...activities: string[]): string[] =>
  differ(...activities.map((activity) => [activity] as const));

describe('a case beside the procedure', () => {
  it('tells a step left out from one done late, one done again, and one not come to', () => {
    expect(plain('nhận', 'xét', 'ký', 'trả')).toEqual([]);
    expect(plain('nhận', 'ký', 'trả')).toEqual(['missing B2']);
    // Signed too early, or returned and then not signed again: either way a signature is wanted after.
    expect(plain('nhận', 'ký', 'xét', 'trả')).toEqual(['missing B3']);
    expect(plain('nhận', 'xét', 'ký', 'xét', 'ký', 'trả')).toEqual([]);
    expect(plain('xét', 'nhận', 'ký', 'trả')).toEqual(['order B1']);
    expect(plain('nhận', 'nhận', 'xét', 'ký', 'trả', 'trả')).toEqual(['order B1', 'order B4']);
    expect(plain('nhận', 'xét')).toEqual(['unfinished B3']);
    expect(plain('nhận', 'gọi', 'hỏi', 'xét', 'ký', 'trả')).toEqual(['foreign gọi', 'foreign hỏi']);
    expect(plain()).toEqual(['unfinished B1']);
  });

  it('asks nothing of a case that goes on', () => {
    expect(compareCase(YARD, caseOf([['nhận']], { ended: false })).differences).toEqual([]);
  });

  it('tells who did it and how long it took, in working time', () => {
    const found = compareCase(
      YARD,
      caseOf([
        ['nhận', '24/04/2025 08:00', 'CV'],
        ['xét', '28/04/2025 08:01', 'Ai'],
        ['ký', '28/04/2025 16:00', 'lạ'],
        ['trả', '29/04/2025 08:00', 'Một cửa'],
      ]),
    );
    // Friday 25 April is a working day; Saturday 26 April 2025 was worked for 2 May.
    expect(found.path.map(({ minutes }) => minutes)).toEqual([null, 1441, 389, 90]);
    expect(found.differences).toEqual([
      { kind: 'role', at: 'B1' },
      { kind: 'slow', at: 'B2' },
    ]);
  });

  it('does not guess a time in a year without a calendar', () => {
    const { path } = compareCase(
      YARD,
      caseOf([
        ['nhận', '01/03/1999 08:00'],
        ['xét', '01/03/1999 08:00'],
      ]),
    );
    expect(path[1]?.minutes).toBeNull();
  });
});

describe('a log beside the procedure', () => {
  it('adds its cases up, by unit too', () => {
    const fold = new ComparisonFold(YARD);
    for (const [unit, ...activities] of [
      ['A', 'nhận', 'xét', 'ký', 'trả'],
      ['A', 'nhận', 'ký', 'trả'],
      ['B', 'nhận', 'gọi', 'xét', 'ký', 'trả'],
    ]) {
      fold.add(
        compareCase(
          YARD,
          caseOf(
            activities.map((one) => [one] as const),
            { unit: unit ?? null },
          ),
        ),
      );
    }
    const result = fold.result();
    expect(result).toMatchObject({ cases: 3, same: 1, inOrder: 2, open: 0, events: 12, foreign: 1 });
    expect(result.differences).toEqual([
      { kind: 'foreign', at: 'gọi', cases: 1 },
      { kind: 'missing', at: 'B2', cases: 1 },
    ]);
    expect(result.units).toMatchObject([
      { unit: 'A', cases: 2, same: 1, differences: [{ at: 'B2' }] },
      { unit: 'B', cases: 1, same: 0, inOrder: 1 },
    ]);
    expect(result.speeds.map(({ step, done, time }) => [step, done, time])).toEqual([
      ['B1', 3, 240],
      ['B2', 2, 960],
      ['B3', 3, 480],
      ['B4', 3, null],
    ]);
  });

  it('begins a procedure from the path that most cases take', () => {
    const fold = new PathFold();
    for (const path of ['a b a', 'a b a', 'a b c', ''])
      fold.add(caseOf(path.split(' ').map((one) => [one] as const)));
    const most = fold.most();
    expect(most).toMatchObject({ cases: 4, variants: 3, taken: 1, path: ['a', 'b', 'c'] });
    const drafted = editionOf(draftedFile(most!, HEAD));
    expect(drafted.steps.map(({ no, content, transitions }) => [no, content, transitions[0]?.to])).toEqual([
      ['B1', 'a', ['B2']],
      ['B2', 'b', ['B3']],
      ['B3', 'c', []],
    ]);
    expect(new PathFold().most()).toBeNull();
  });
});

describe('a mapping', () => {
  it('is proposed by number, by the very words, and by likeness without marks', () => {
    const proposed = proposeSteps(
      ['Bước 2', 'KÝ DUYỆT KẾT QUẢ', 'tiep nhan ho so', 'tra ket qua cho dan', 'gọi điện'],
      EDITION,
    );
    expect([...proposed.values()].map((one) => one && [one.step, one.how])).toEqual([
      ['B2', 'exact'],
      ['B3', 'exact'],
      ['B1', 'likely'],
      ['B4', 'likely'],
      null,
    ]);
  });

  it('may name only steps that there are', () => {
    expect(() => yardstick(EDITION, { steps: { x: 'B9' }, roles: {} }, () => null)).toThrow(RangeError);
  });
});

describe('cases of a log', () => {
  it('take their unit from the case before its events, begin where the log says, end where it says', () => {
    const reader = new CaseReader({ endDated: true });
    const event = (...pairs: [string, string][]) => reader.add({ kind: 'event', attributes: new Map(pairs) });
    event(
      ['concept:name', 'xét'],
      ['lifecycle:transition', 'start'],
      ['time:timestamp', '2025-04-24T08:00:00+07:00'],
    );
    event(['concept:name', 'xét'], ['org:group', 'P1'], ['time:timestamp', '24/04/2025 09:00']);
    event(['concept:name', 'xét'], ['lifecycle:transition', 'suspend']);
    const found = reader.add({
      kind: 'case',
      attributes: new Map([
        ['concept:name', 'h1'],
        ['org:group', 'P2'],
      ]),
    });
    expect(found).toMatchObject({ name: 'h1', unit: 'P2', ended: false });
    expect(found?.events).toHaveLength(1);
    expect(found?.events[0]?.began).toBe(Date.UTC(2025, 3, 24, 1) * 1000);
    const next = reader.add({ kind: 'case', attributes: new Map([['enddate', '2025-05-01']]) });
    expect(next).toMatchObject({ unit: null, ended: true, events: [] });
  });
});

describe('moments as offices write them', () => {
  const at = (text: string): string | null => {
    const moment = parseWallMoment(text);
    return moment === null ? null : new Date(moment / 1000).toISOString();
  };

  it.each([
    ['24/04/2025 16:05', '2025-04-24T09:05:00.000Z'],
    ['4/4/2025 7:05:09', '2025-04-04T00:05:09.000Z'],
    ['16:05 ngày 24/04/2025', '2025-04-24T09:05:00.000Z'],
    ['16h05, 24-04-2025', '2025-04-24T09:05:00.000Z'],
    ['24/04/2025 4:05 CH', '2025-04-24T09:05:00.000Z'],
    ['24/04/2025 12:30 SA', '2025-04-23T17:30:00.000Z'],
    ['24/04/2025', '2025-04-23T17:00:00.000Z'],
    ['2025-04-24', '2025-04-23T17:00:00.000Z'],
    ['2025-04-24 16:05:00', '2025-04-24T09:05:00.000Z'],
    ['2025-04-24T16:05:00+02:00', '2025-04-24T14:05:00.000Z'],
    ['2025-04-24T16:05:00Z', '2025-04-24T16:05:00.000Z'],
  ])('%s', (text, instant) => expect(at(text)).toBe(instant));

  it.each(['31/02/2025', '04/24/2025', '24/04/25', '24/04/0025', 'hôm qua', '', '24/04/2025 25:00'])(
    'and no moment: %s',
    (text) => expect(at(text)).toBeNull(),
  );
});
