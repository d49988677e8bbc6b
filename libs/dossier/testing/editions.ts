/** For tests: a procedure in a line, one with branches and parts, and who stands behind their units. */
import type { Edition, Step } from '#libs/procedure';
import type { Placement } from '../events.ts';

const UNIT_KEYS = ['one-stop', 'professional', 'leadership', 'clerical', 'council', 'province-office'];

export function placementAt(agency: string): Placement {
  return { agency, units: Object.fromEntries(UNIT_KEYS.map((key) => [key, `${agency}/${key}`])) };
}

/** The receiving part at the department `skhcn`, every other at an agency named by its key. */
export function placementsFor(edition: Edition): Readonly<Record<string, Placement>> {
  const first = edition.steps.find(({ no }) => no === edition.firstStep)?.part;
  const keys = new Set(['main', ...edition.steps.map(({ part }) => part)]);
  const own = (key: string): boolean => key === 'main' || key === first;
  return Object.fromEntries([...keys].map((key) => [key, placementAt(own(key) ? 'skhcn' : key)]));
}

export const step = (
  no: string,
  role: string,
  unit: string,
  next: readonly string[],
  more: Partial<Step> = {},
): Step => ({
  no,
  content: `Bước ${no}`,
  kind: 'officer',
  role,
  unit,
  part: 'main',
  time: '0,5 ngày',
  forms: [],
  results: [],
  transitions: [{ outcome: 'done', label: 'Hoàn thành', to: next }],
  returnsTo: [],
  ...more,
});

/** Received, handed out, appraised (eligible or not), approved by another, issued, handed over: 3 working days. */
export const EDITION: Edition = {
  code: 'QT.THU.01',
  edition: 1,
  title: 'Thủ tục thử',
  field: 'Thử',
  agency: 'skhcn',
  tthcCodes: [],
  effectiveFrom: '2025-07-01' as Edition['effectiveFrom'],
  legalBasis: [],
  documents: [
    { code: 'DON', name: 'Đơn', form: 'original', copies: 1, required: true },
    { code: 'BS', name: 'Bản sao', form: 'copy', copies: 2, required: true },
    { code: 'KHAC', name: 'Giấy tờ khác', form: 'copy', copies: 1, required: false },
  ],
  profile: {
    unit: 'working-days',
    cutOff: 'none',
    supplement: 'pause',
    pausesFor: ['supplement', 'payment'],
    supplementExpiry: '15 ngày làm việc',
    maxExtensions: 1,
    apology: 'one-working-day-before',
  },
  total: '3 ngày làm việc',
  warnAtShare: 0.75,
  parts: [{ key: 'main', name: 'Sở', total: null }],
  steps: [
    step('B1', 'reception', 'one-stop', ['B2'], { forms: ['tt03-2025/receipt'] }),
    step('B2', 'division-head', 'professional', ['B3']),
    step('B3', 'specialist', 'professional', ['B4'], {
      time: '1 ngày',
      results: ['Tờ trình'],
      transitions: [
        { outcome: 'eligible', label: 'Đủ điều kiện', to: ['B4'] },
        { outcome: 'not-eligible', label: 'Không đủ điều kiện', to: ['B4'] },
      ],
      returnsTo: ['B2'],
    }),
    step('B4', 'division-head', 'professional', ['B5'], { returnsTo: ['B3'], otherPersonThan: ['B3'] }),
    step('B5', 'agency-head', 'leadership', ['B6'], { returnsTo: ['B4'], issuesResult: true }),
    step('B6', 'reception', 'one-stop', [], { time: 'Không tính thời gian', handsOver: true }),
  ],
  firstStep: 'B1',
};

/** A commune's part and a department's with totals of their own, two branches that join, a shared time, a system. */
export const PARALLEL: Edition = {
  ...EDITION,
  code: 'QT.THU.02',
  documents: [],
  total: '8 ngày làm việc',
  parts: [
    { key: 'commune', name: 'Phần cấp xã', total: '3 ngày làm việc' },
    { key: 'province', name: 'Phần cấp tỉnh', total: '5 ngày làm việc' },
  ],
  steps: [
    step('B1', 'reception', 'one-stop', ['B2'], { part: 'commune' }),
    step('B2', 'specialist', 'professional', ['B3', 'B4'], { part: 'commune', time: '1,5 ngày' }),
    step('B3', 'specialist', 'professional', ['B5'], {
      part: 'province',
      transitions: [
        { outcome: 'done', label: 'Hoàn thành', to: ['B5'] },
        { outcome: 'none', label: 'Không có ý kiến', to: [] },
      ],
    }),
    step('B4', 'division-head', 'professional', ['B5'], {
      part: 'commune',
      sharedTime: 'chung',
      time: '2 ngày',
    }),
    step('B5', 'specialist', 'professional', ['B6'], {
      part: 'commune',
      joins: true,
      sharedTime: 'chung',
      time: '',
      returnsTo: ['B3', 'B4'],
    }),
    step('B6', 'system', 'one-stop', ['B7'], { part: 'commune', kind: 'automatic', time: '' }),
    step('B7', 'agency-head', 'leadership', ['B8'], { part: 'commune', issuesResult: true }),
    step('B8', 'reception', 'one-stop', [], { part: 'commune', time: 'Giờ hành chính', handsOver: true }),
  ],
};
