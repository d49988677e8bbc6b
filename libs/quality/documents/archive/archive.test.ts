import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LocalDate } from '#libs/calendar';
import { NAMES, TestRecord, type PersonName } from '../../testing/people.ts';
import { ARCHIVE, keptUntil, type Archive, type ArchiveCommand } from './archive.ts';

const KEEP: ArchiveCommand = {
  type: 'keep',
  title: 'Hồ sơ đánh giá nội bộ 2023',
  archiveClass: 'audit',
  procedure: null,
  closedOn: '2024-02-29' as LocalDate,
  place: 'Tủ 3',
  years: 2,
  fate: 'destroy',
  files: [],
  owner: 'an',
};
const kept = () => new TestRecord<Archive, ArchiveCommand>(ARCHIVE).does('secretary', KEEP);

it('is kept for its time, longer where somebody says why, and disposed of by two people', () => {
  const one = kept();
  expect(keptUntil(one.body)).toBe('2026-03-01');
  expect(one.on('2026-02-28').refusal('an', { type: 'propose', note: '' })).toBe('kept-longer');
  expect(one.refusal('secretary', { type: 'extend', years: 2, reason: 'Còn dùng' })).toBe('not-longer');
  one.does('secretary', { type: 'extend', years: 3, reason: 'Còn khiếu nại' });
  one.on('2027-03-01').does('an', { type: 'propose', note: 'Biên bản 4' });
  expect(one.does('leader', { type: 'reject', reason: 'Chờ' }).status).toBe('kept');
  one.does('an', { type: 'propose', note: 'Biên bản 5' }).does('leader', { type: 'approve' });
  expect(one.body.disposed).toEqual({ by: 'leader', on: '2027-03-01', fate: 'destroy' });
  expect(ARCHIVE.dutiesOf(one.body)).toEqual([
    { key: 'dispose', what: 'archive.destroy', owner: 'an', due: '2027-03-01', done: '2027-03-01' },
  ]);
});

it('a leader who proposes does not decide', () => {
  const one = kept().does('secretary', { type: 'hand-over', owner: 'leader', reason: 'Nghỉ phép' });
  one.does('leader', { type: 'propose', note: 'Hết hạn' });
  expect(one.allowed('leader')).not.toContain('approve');
  expect(one.refusal('leader', { type: 'approve' })).toBe('same-person');
});

/** Written from the rules, not from the guards: An keeps it, Chi stands in. */
const MAY: Readonly<Record<ArchiveCommand['type'], readonly PersonName[]>> = {
  keep: ['secretary', 'leader'],
  move: ['an', 'chi', 'secretary'],
  extend: ['secretary', 'leader'],
  propose: ['an', 'chi', 'secretary'],
  approve: ['leader'],
  reject: ['leader'],
  'hand-over': ['secretary', 'leader'],
};
const DO: readonly ArchiveCommand[] = [
  KEEP,
  { type: 'move', place: 'Tủ 4', reason: 'Chuyển phòng' },
  { type: 'extend', years: 9, reason: 'Còn dùng' },
  { type: 'propose', note: '' },
  { type: 'approve' },
  { type: 'reject', reason: 'Chờ' },
  { type: 'hand-over', owner: 'an', reason: 'Lại' },
];

it('every transition is refused to the wrong person, and what is offered is what would be done', () => {
  const step = fc.record({ who: fc.constantFrom(...NAMES), command: fc.constantFrom(...DO) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (asked) => {
      const one = kept();
      for (const { who, command } of asked) {
        const before = one.record;
        const offered = one.allowed(who);
        const answer = one.try(who, command);
        expect(answer.ok && !MAY[command.type].includes(who)).toBe(false);
        expect(answer.ok && !offered.includes(command.type)).toBe(false);
        expect(!answer.ok && one.record !== before).toBe(false);
      }
    }),
  );
});
