/** Procedures made for the tests of workflows: one long one, one with another agency's part, one with a system's step. */
import type { LocalDate } from '#libs/calendar';
import type { Placement } from '#libs/dossier';
import type { Edition, Step } from '#libs/procedure';

export const DEPARTMENT = 'so-khcn';
export const COMMUNE = 'xa-dong-da';

type StepOf = Pick<Step, 'no' | 'content' | 'role' | 'unit' | 'time'> & Partial<Step>;

const step = ({ no, content, role, unit, time, ...rest }: StepOf): Step => ({
  no,
  content,
  kind: 'officer',
  role,
  unit,
  part: 'main',
  time,
  forms: [],
  results: [],
  transitions: [],
  returnsTo: [],
  ...rest,
});

const done = (...to: string[]) => [{ outcome: 'done', label: 'Xong', to }];

const base = {
  edition: 1,
  field: 'Tiêu chuẩn Đo lường Chất lượng',
  agency: DEPARTMENT,
  tthcCodes: [],
  effectiveFrom: '2020-01-01' as LocalDate,
  legalBasis: [],
  documents: [],
  profile: {
    unit: 'working-days',
    cutOff: 'none',
    supplement: 'pause',
    pausesFor: ['supplement'],
    supplementExpiry: '60 ngày',
    maxExtensions: 1,
    apology: 'one-working-day-before',
  },
  warnAtShare: 0.8,
  parts: [{ key: 'main', name: 'Sở', total: null }],
  firstStep: 'B1',
} as const satisfies Partial<Edition>;

/** 42 working days. */
export const LONG: Edition = {
  ...base,
  code: 'QT.THU.42',
  title: 'Chỉ định tổ chức thử nghiệm',
  total: '42 ngày làm việc',
  steps: [
    step({
      no: 'B1',
      content: 'Tiếp nhận hồ sơ',
      role: 'receptionist',
      unit: 'one-stop',
      time: '0,5 ngày',
      transitions: done('B2'),
    }),
    step({
      no: 'B2',
      content: 'Thẩm định hồ sơ',
      role: 'specialist',
      unit: 'professional',
      time: '30 ngày',
      transitions: done('B3'),
    }),
    step({
      no: 'B3',
      content: 'Phê duyệt kết quả',
      role: 'leader',
      unit: 'leadership',
      time: '11 ngày',
      transitions: done('B4'),
      returnsTo: ['B2'],
    }),
    step({
      no: 'B4',
      content: 'Phát hành kết quả',
      role: 'clerk',
      unit: 'clerical',
      time: '0,5 ngày',
      issuesResult: true,
      transitions: done('B5'),
    }),
    step({
      no: 'B5',
      content: 'Trả kết quả',
      role: 'receptionist',
      unit: 'one-stop',
      time: 'Không tính thời gian',
      handsOver: true,
      transitions: done(),
    }),
  ],
};

/** The commune checks on the spot while the department reads the papers; then a system publishes the result. */
export const SHARED: Edition = {
  ...base,
  code: 'QT.LT.10',
  title: 'Xác nhận liên thông',
  total: '10 ngày làm việc',
  parts: [
    { key: 'main', name: 'Sở', total: null },
    { key: 'commune', name: 'Xã', total: '3 ngày làm việc' },
  ],
  steps: [
    step({
      no: 'B1',
      content: 'Tiếp nhận hồ sơ',
      role: 'receptionist',
      unit: 'one-stop',
      time: '0,5 ngày',
      transitions: done('B2', 'B3'),
    }),
    step({
      no: 'B2',
      content: 'Thẩm định hồ sơ',
      role: 'specialist',
      unit: 'professional',
      time: '5 ngày',
      transitions: done('B5'),
    }),
    step({
      no: 'B3',
      content: 'Kiểm tra thực địa',
      role: 'specialist',
      unit: 'professional',
      part: 'commune',
      time: '2 ngày',
      transitions: done('B4'),
    }),
    step({
      no: 'B4',
      content: 'Xác nhận của xã',
      role: 'leader',
      unit: 'leadership',
      part: 'commune',
      time: '1 ngày',
      transitions: done('B5'),
    }),
    step({
      no: 'B5',
      content: 'Phê duyệt',
      role: 'leader',
      unit: 'leadership',
      time: '2 ngày',
      joins: true,
      issuesResult: true,
      transitions: done('B6'),
    }),
    step({
      no: 'B6',
      content: 'Đăng kết quả lên cổng dữ liệu',
      kind: 'automatic',
      role: 'publisher',
      unit: 'clerical',
      time: 'Không tính thời gian',
      transitions: done('B7'),
    }),
    step({
      no: 'B7',
      content: 'Trả kết quả',
      role: 'receptionist',
      unit: 'one-stop',
      time: 'Không tính thời gian',
      handsOver: true,
      transitions: done(),
    }),
  ],
};

export const EDITIONS: readonly Edition[] = [LONG, SHARED];

const units = (agency: string) =>
  Object.fromEntries(
    ['one-stop', 'professional', 'leadership', 'clerical'].map((unit) => [unit, `${agency}/${unit}`]),
  );

export const PLACEMENTS: Readonly<Record<string, Placement>> = {
  main: { agency: DEPARTMENT, units: units(DEPARTMENT) },
  commune: { agency: COMMUNE, units: units(COMMUNE) },
};
