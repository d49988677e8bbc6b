/** Small editions for tests that need some procedure, whichever. */
import type { LocalDate } from '#libs/calendar';
import type { Edition, Step } from '#libs/procedure';

function step(no: string, role: string, unit: string, next: string | null, part = 'main'): Step {
  return {
    no,
    content: `Bước ${no}`,
    kind: 'officer',
    role,
    unit,
    part,
    time: '0,5 ngày',
    forms: [],
    results: [],
    transitions: [{ outcome: 'done', label: 'Hoàn thành', to: next === null ? [] : [next] }],
    returnsTo: [],
  };
}

export const demoEdition: Edition = {
  code: 'QT.DEMO.01',
  edition: 1,
  title: 'Quy trình thử',
  field: 'Thử nghiệm',
  agency: 'Tổ trực giải quyết thủ tục 24 giờ',
  tthcCodes: [],
  effectiveFrom: '2026-01-01' as LocalDate,
  legalBasis: [],
  documents: [],
  profile: {
    unit: 'working-hours',
    cutOff: 'none',
    supplement: 'pause',
    pausesFor: ['supplement'],
    supplementExpiry: null,
    maxExtensions: 1,
    apology: 'after',
  },
  total: '2 ngày',
  warnAtShare: 0.5,
  parts: [{ key: 'main', name: 'Cơ quan tiếp nhận', total: '2 ngày' }],
  steps: [
    step('B1', 'reception', 'one-stop', 'B2'),
    step('B2', 'specialist', 'professional', 'B3'),
    step('B3', 'agency-head', 'leadership', 'B4'),
    step('B4', 'clerk', 'clerical', null),
  ],
  firstStep: 'B1',
};

/** A commune receives it; a department does the second part, with its council and the province's office. */
export const twoAgencies: Edition = {
  ...demoEdition,
  code: 'QT.LT.01',
  title: 'Hỗ trợ tiêu chuẩn đo lường ở cơ sở',
  agency: 'Ủy ban nhân dân cấp xã',
  parts: [
    { key: 'main', name: 'UBND cấp xã', total: '1 ngày' },
    { key: 'department', name: 'Sở Khoa học và Công nghệ', total: '1 ngày' },
  ],
  steps: [
    step('B1', 'reception', 'one-stop', 'B2'),
    step('B2', 'committee-chair', 'province-office', 'B3'),
    step('B3', 'specialist', 'professional', 'B4', 'department'),
    step('B4', 'council', 'council', 'B5', 'department'),
    step('B5', 'committee-chair', 'province-office', null, 'department'),
  ],
};
