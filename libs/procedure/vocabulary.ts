/** The words an edition is written in: roles, units, forms. Organisations assign officers to exactly these. */
import type { RoleCode, StepKind } from './types.ts';

export interface RoleWords {
  readonly name: string;
  /** Where the role sits when a step doesn't say. */
  readonly unit: UnitKey;
  readonly kind: StepKind;
}

/** Keys of the units behind a part; the procedure's assignment says which unit of which agency each is. */
export const UNITS = {
  'one-stop': 'Bộ phận Tiếp nhận và Trả kết quả',
  professional: 'Phòng chuyên môn',
  leadership: 'Lãnh đạo cơ quan',
  clerical: 'Văn thư',
  council: 'Hội đồng',
  'province-office': 'Ủy ban nhân dân, Văn phòng UBND',
} as const;
export type UnitKey = keyof typeof UNITS;

export const ROLES = {
  reception: { name: 'Công chức một cửa', unit: 'one-stop', kind: 'officer' },
  specialist: { name: 'Chuyên viên thụ lý', unit: 'professional', kind: 'officer' },
  'division-head': { name: 'Lãnh đạo phòng', unit: 'professional', kind: 'officer' },
  'agency-head': { name: 'Lãnh đạo cơ quan', unit: 'leadership', kind: 'officer' },
  clerk: { name: 'Văn thư', unit: 'clerical', kind: 'officer' },
  council: { name: 'Hội đồng', unit: 'council', kind: 'officer' },
  'committee-chair': { name: 'Ủy ban nhân dân', unit: 'province-office', kind: 'officer' },
  /** The applicant answers at the one-stop section. */
  applicant: { name: 'Tổ chức, cá nhân nộp hồ sơ', unit: 'one-stop', kind: 'applicant' },
  system: { name: 'Hệ thống', unit: 'one-stop', kind: 'automatic' },
} as const satisfies Record<RoleCode, RoleWords>;
export type KnownRole = keyof typeof ROLES;

/**
 * The one-stop forms of TT 01/2018/TT-VPCP and TT 03/2025/TT-VPCP. The same number means another form in the other
 * circular, so a form is known by what it is and by its circular: `tt03-2025/control-sheet`.
 */
export const CIRCULARS = {
  'tt01-2018': {
    receipt: { number: '01', name: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả' },
    'supplement-request': { number: '02', name: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ' },
    refusal: { number: '03', name: 'Phiếu từ chối tiếp nhận giải quyết hồ sơ' },
    apology: { number: '04', name: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả' },
    'control-sheet': { number: '05', name: 'Phiếu kiểm soát quá trình giải quyết hồ sơ' },
    register: { number: '06', name: 'Sổ theo dõi hồ sơ' },
  },
  'tt03-2025': {
    receipt: { number: '01', name: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả' },
    'supplement-request': { number: '02', name: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ' },
    refusal: { number: '03', name: 'Phiếu từ chối tiếp nhận giải quyết hồ sơ' },
    apology: { number: '04', name: 'Văn bản xin lỗi và đề nghị gia hạn' },
    'stop-notice': { number: '05', name: 'Thông báo dừng giải quyết hồ sơ' },
    'control-sheet': { number: '06', name: 'Phiếu kiểm soát quá trình giải quyết hồ sơ' },
    register: { number: '07', name: 'Sổ theo dõi hồ sơ' },
  },
} as const satisfies Record<string, Record<string, FormWords>>;
export type Circular = keyof typeof CIRCULARS;

export interface FormWords {
  readonly number: string;
  readonly name: string;
}

/** `tt03-2025/control-sheet` and so on. */
export const KNOWN_FORMS: readonly string[] = Object.entries(CIRCULARS).flatMap(([circular, forms]) =>
  Object.keys(forms).map((form) => `${circular}/${form}`),
);

/** The name and number of a form, e.g. for a receipt slip; undefined for a procedure's own forms. */
export function formWords(key: string): (FormWords & { readonly circular: Circular }) | undefined {
  const [circular, form] = key.split('/');
  if (!isCircular(circular)) return undefined;
  const forms: Readonly<Record<string, FormWords>> = CIRCULARS[circular];
  const words = forms[form ?? ''];
  return words && { ...words, circular };
}

export function isCircular(value: string | undefined): value is Circular {
  return value !== undefined && Object.hasOwn(CIRCULARS, value);
}

export function isKnownRole(value: string): value is KnownRole {
  return Object.hasOwn(ROLES, value);
}
