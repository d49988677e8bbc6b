import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LocalDate } from '#libs/calendar';
import { NAMES, TestRecord, type PersonName } from '../testing/people.ts';
import { CHANGE_REQUEST } from './change-request.ts';
import { changeFigures } from './followed.ts';
import { LAW_CHANGE, lawChangeName, type KnownLawChange, type LawChangeCommand } from './law-change.ts';
import { cites, legalNumber, legalNumbers } from './legal-number.ts';
import type { ChangeCommand, ChangeRequest } from './types.ts';

const day = (text: string): LocalDate => text as LocalDate;
const OPEN: ChangeCommand = {
  type: 'open',
  source: 'law',
  ref: '61/2018/ND-CP',
  procedure: 'QT.KHCN.01',
  tthc: null,
  title: 'Cấp giấy phép',
  what: 'Thay bằng NĐ 118/2025/NĐ-CP',
  above: 2,
  since: null,
  followBy: day('2026-03-30'),
};
const ASSIGN: ChangeCommand = { type: 'assign', owner: 'an', note: '' };
const NEEDED: ChangeCommand = { type: 'assess', needed: true, reason: 'Đổi bước 3' };
const UNNEEDED: ChangeCommand = { ...NEEDED, needed: false };
const THIRD: ChangeCommand = {
  type: 'note-edition',
  procedure: 'QT.KHCN.01',
  edition: 3,
  from: day('2026-03-02'),
};
const request = () => new TestRecord<ChangeRequest, ChangeCommand>(CHANGE_REQUEST).does('system', OPEN);

describe('numbers of legal documents', () => {
  it.each([
    ['Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ', '61/2018/ND-CP', '2018-04-23'],
    ['nđ 061/2018/nd-cp', '61/2018/ND-CP', null],
    ['2028/QĐ-UBND ngày 28/11/2025', '2028/QD-UBND', '2025-11-28'],
    ['Quyết định 2028 / QĐ – UBND, ngày 28 tháng 11 năm 2025', '2028/QD-UBND', '2025-11-28'],
    ['Luật Đất đai số 31/2024/QH15', '31/2024/QH15', null],
    ['TT 03/2025/TT-VPCP', '3/2025/TT-VPCP', null],
  ])('%s', (text, number, signed) => expect(legalNumber(text)).toEqual({ number, signed }));

  it('are told apart from dates, however many there are', () => {
    expect(legalNumbers('ngày 28/11/2025, 24/24')).toEqual([]);
    expect(legalNumbers('NĐ 61/2018/NĐ-CP; NĐ 107/2021/NĐ-CP').map(({ number }) => number)).toEqual([
      '61/2018/ND-CP',
      '107/2021/ND-CP',
    ]);
  });

  it('are cited by number, and by day where both say it', () => {
    const found = legalNumber('2028/QĐ-UBND ngày 28/11/2025')!;
    expect(cites('2028/QĐ-UBND ngày 28/11/2025', found)).toBe(true);
    expect(cites('2028/QĐ-UBND', found)).toBe(true);
    expect(cites('2028/QĐ-UBND ngày 1/2/2019', found)).toBe(false);
    expect(cites('12028/QĐ-UBND', found)).toBe(false);
  });

  it('are found again however they are written', () => {
    const kinds = fc.constantFrom('NĐ-CP', 'QĐ-UBND', 'TT-BKHCN', 'QH15', 'TTLT-BTC-BKHĐT');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999 }),
        fc.integer({ min: 1990, max: 2100 }),
        kinds,
        (n, y, k) => {
          const written = `${n}/${y}/${k}`;
          const found = legalNumber(written)!;
          for (const other of [
            written.normalize('NFD'),
            written.toLowerCase(),
            `số 0${written} ngày 1/1/${y}`,
          ]) {
            expect(cites(`Căn cứ ${other} của Chính phủ`, found)).toBe(true);
          }
          expect(cites(`${n + 1}/${y}/${k}`, found)).toBe(false);
        },
      ),
    );
  });
});

describe('a change of law', () => {
  it('is recorded by a secretary or the committee, once for both numbers', () => {
    const change: LawChangeCommand = {
      type: 'record',
      number: '61/2018/NĐ-CP',
      nature: 'replaced',
      by: '118/2025/NĐ-CP',
      inForceFrom: day('2025-07-01'),
      what: 'Thay thế',
    };
    const law = () => new TestRecord<KnownLawChange, LawChangeCommand>(LAW_CHANGE);
    for (const who of NAMES) {
      const may = who === 'secretary' || who === 'committee';
      expect([who, law().refusal(who, change)]).toEqual([who, may ? undefined : 'not-your-part']);
    }
    expect(law().refusal('secretary', { ...change, by: 'Luật mới' })).toBe('no-number');
    expect(lawChangeName(change)).toBe(
      lawChangeName({ number: 'NĐ 61/2018/ND-CP', by: 'nghị định 118/2025/nđ-cp' }),
    );
    const recorded = law().does('secretary', change);
    expect(recorded.refusal('secretary', change)).toBe('exists');
  });
});

describe('a change request', () => {
  it('is given to somebody, assessed, and closed by the edition that follows', () => {
    const one = request();
    expect(one.refusal('system', THIRD)).toBe('wrong-state');
    one.does('secretary', ASSIGN).does('an', NEEDED);
    expect(one.refusal('an', { type: 'link', procedure: 'QT.KHCN.01', edition: 2 })).toBe('not-newer');
    expect(one.refusal('an', { type: 'link', procedure: 'QT.X.1', edition: 3 })).toBe('other-procedure');
    one.does('an', { type: 'link', procedure: 'QT.KHCN.01', edition: 3 });
    expect(one.refusal('system', { ...THIRD, edition: 2 })).toBe('not-in-force');
    expect(one.refusal('system', { ...THIRD, from: day('2026-03-03') })).toBe('not-in-force');
    one.does('system', THIRD);
    expect(one.status).toBe('followed');
    expect(CHANGE_REQUEST.dutiesOf(one.body).map(({ key, due, done }) => [key, due, done])).toEqual([
      ['assign', '2026-03-04', '2026-03-02'],
      ['assess', '2026-03-09', '2026-03-02'],
      ['follow', '2026-03-30', '2026-03-02'],
    ]);
    expect(changeFigures([one.body, request().body], day('2026-04-01'))).toEqual({
      opened: 2,
      open: 1,
      late: 1,
      followed: 1,
      followedInTime: 1,
      dismissed: 0,
      bySource: { law: 2 },
    });
  });

  it('needs no amendment only when somebody else says so, too', () => {
    const one = request()
      .does('secretary', { ...ASSIGN, owner: 'secretary' })
      .does('secretary', UNNEEDED);
    expect(one.refusal('secretary', { type: 'dismiss', reason: 'Không cần' })).toBe('same-person');
    expect(one.allowed('secretary')).not.toContain('dismiss');
    expect(one.does('leader', { type: 'dismiss', reason: 'Không cần' }).status).toBe('dismissed');
  });

  it('stays assessed in other hands, and is assessed anew', () => {
    const one = request().does('leader', ASSIGN).does('chi', NEEDED);
    one.does('leader', { ...ASSIGN, owner: 'binh' });
    expect([one.status, one.body.owner]).toEqual(['amending', 'binh']);
    expect(one.refusal('an', UNNEEDED)).toBe('not-your-part');
    expect(one.does('binh', UNNEEDED).status).toBe('unneeded');
  });
});

/** Written from the rules, not from the guards: An has it, Chi stands in. */
const MAY: Readonly<Record<ChangeCommand['type'], readonly PersonName[]>> = {
  open: ['secretary', 'leader', 'auditor', 'committee', 'system'],
  assign: ['secretary', 'leader'],
  assess: ['an', 'chi'],
  link: ['an', 'chi', 'secretary'],
  'move-due': ['leader'],
  'note-edition': ['system'],
  dismiss: ['secretary', 'leader'],
};
const DO: readonly ChangeCommand[] = [
  OPEN,
  ASSIGN,
  NEEDED,
  UNNEEDED,
  THIRD,
  { type: 'link', procedure: 'QT.KHCN.01', edition: 3 },
  { type: 'move-due', followBy: day('2026-12-01'), reason: 'Chờ thông tư' },
  { type: 'dismiss', reason: 'Không cần' },
];

it('every transition is refused to the wrong person, and what is offered is what would be done', () => {
  const step = fc.record({ who: fc.constantFrom(...NAMES), command: fc.constantFrom(...DO) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (asked) => {
      const one = new TestRecord<ChangeRequest, ChangeCommand>(CHANGE_REQUEST);
      for (const { who, command } of asked) {
        const before = one.record;
        const offered = one.allowed(who);
        const answer = one.try(who, command);
        expect(answer.ok && !MAY[command.type].includes(who)).toBe(false);
        expect(answer.ok && before !== null && !offered.includes(command.type)).toBe(false);
        expect(!answer.ok && one.record !== before).toBe(false);
      }
    }),
  );
});
