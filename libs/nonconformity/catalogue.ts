/** Every policy by name: the clause it rests on, how grave it is unless an agency says otherwise, and its threshold. */

export type Severity = 'major' | 'minor' | 'observation';

export type ThresholdUnit = 'minutes' | 'working-minutes' | 'times';

export interface PolicyWords {
  /** For the reader, Vietnamese. */
  readonly title: string;
  /** The clause of TCVN ISO 9001:2015, or the rule of law (rules.md). */
  readonly clause: string;
  readonly severity: Severity;
  /** What is measured; a finding stands from above the default, an agency's own threshold may be no lower than `least`. */
  readonly threshold?: {
    readonly unit: ThresholdUnit;
    readonly byDefault: number;
    readonly least: number;
  };
}

/** One working day: a paper dossier is passed on within it (rules.md CNT-03). */
const ONE_WORKING_DAY_MINUTES = 480;

export const POLICIES = {
  'step-late': { title: 'Bước trễ hạn', clause: 'ISO 9001 8.5.1', severity: 'minor' },
  'dossier-late': { title: 'Hồ sơ trễ hạn', clause: 'ISO 9001 8.2.2; NĐ 118/2025/NĐ-CP', severity: 'major' },
  'late-without-apology': {
    title: 'Trễ hạn không xin lỗi đúng lúc',
    clause: 'OS-03: xin lỗi, hẹn lại chậm nhất 1 ngày trước hạn',
    severity: 'major',
  },
  'second-re-promise': {
    title: 'Hẹn lại quá số lần cho phép',
    clause: 'OS-03: hẹn lại không quá 1 lần',
    severity: 'major',
  },
  'second-supplement': {
    title: 'Yêu cầu bổ sung hồ sơ lần thứ hai',
    clause: 'QĐ 766/QĐ-TTg 2.1; ISO 9001 8.2.3',
    severity: 'minor',
  },
  'role-missing': {
    title: 'Người xử lý không đúng vai trò',
    clause: 'ISO 9001 5.3, 8.5.1 e',
    severity: 'major',
  },
  'substitution-invalid': {
    title: 'Xử lý thay không có ủy quyền còn hiệu lực',
    clause: 'ISO 9001 5.3',
    severity: 'major',
  },
  'step-skipped': { title: 'Bỏ qua bước', clause: 'ISO 9001 8.1, 8.5.1', severity: 'major' },
  'out-of-order': { title: 'Thực hiện sai trình tự', clause: 'ISO 9001 8.1, 8.5.1', severity: 'minor' },
  'same-person': {
    title: 'Một người làm hai bước phải do hai người làm',
    clause: 'ISO 9001 8.6',
    severity: 'major',
  },
  'back-dated': {
    title: 'Ghi lùi ngày',
    clause: 'ISO 9001 7.5.3',
    severity: 'major',
    threshold: { unit: 'minutes', byDefault: 1, least: 1 },
  },
  'issued-before-approval': {
    title: 'Phát hành kết quả trước khi được duyệt',
    clause: 'ISO 9001 8.6',
    severity: 'major',
  },
  'form-missing': {
    title: 'Thiếu biểu mẫu hoặc kết quả của bước',
    clause: 'ISO 9001 7.5.1',
    severity: 'minor',
  },
  'document-missing': {
    title: 'Tiếp nhận hồ sơ thiếu thành phần',
    clause: 'ISO 9001 8.2.3; NĐ 118/2025/NĐ-CP',
    severity: 'minor',
  },
  'assigned-late': {
    title: 'Chuyển hoặc phân công chậm',
    clause: 'CNT-03: chuyển trong 1 ngày làm việc; ISO 9001 8.5.1',
    severity: 'minor',
    threshold: {
      unit: 'working-minutes',
      byDefault: ONE_WORKING_DAY_MINUTES,
      least: ONE_WORKING_DAY_MINUTES / 2,
    },
  },
  'edition-not-in-force': {
    title: 'Dùng lần ban hành không còn hoặc chưa có hiệu lực',
    clause: 'ISO 9001 7.5.3.2',
    severity: 'major',
  },
  'for-show': {
    title: 'Làm cho có: luôn xong ngay, hoặc luôn đúng từng phút',
    clause: 'ISO 9001 8.5.1; 9.1.1',
    severity: 'observation',
    threshold: { unit: 'times', byDefault: 20, least: 10 },
  },
} as const satisfies Record<string, PolicyWords>;

export type PolicyCode = keyof typeof POLICIES;
export const POLICY_CODES = Object.keys(POLICIES) as readonly PolicyCode[];

export const policyWords = (code: PolicyCode): PolicyWords => POLICIES[code];
