/**
 * How far some agencies of the demo province have come with their quality management systems: one stands at each stage,
 * so that boards and lists show them side by side. Dates are of the past; what lies ahead of today is left out.
 */
import type { LocalDate } from '#libs/calendar';
import type { Basis, QmsEntry, RollOutTarget } from '#libs/qms';

export interface DemoSystem {
  readonly agency: string;
  readonly entries: readonly QmsEntry[];
}

const STANDARD = 'TCVN ISO 9001:2015';
const day = (text: string): LocalDate => text as LocalDate;
const basis = (number: string, date: string, title?: string): Basis => ({
  number,
  date: day(date),
  ...(title !== undefined && { title }),
});

/** The stages up to the declaration, each by its document; how many of them an agency has behind it differs. */
function wayOf(code: string, year: number, stages: number): readonly QmsEntry[] {
  const on = (monthAndDay: string) => day(`${year}-${monthAndDay}`);
  const entries: readonly QmsEntry[] = [
    {
      type: 'SystemBuildingBegun',
      on: on('02-17'),
      basis: basis(`12/KH-${code}`, `${year}-02-17`, 'Kế hoạch xây dựng hệ thống quản lý chất lượng'),
    },
    {
      type: 'SystemBuilt',
      on: on('05-20'),
      basis: basis(`45/QĐ-${code}`, `${year}-05-20`, 'Ban hành hệ thống tài liệu'),
    },
    {
      type: 'SystemApplied',
      on: on('06-02'),
      basis: basis(`48/QĐ-${code}`, `${year}-06-01`, 'Áp dụng hệ thống tài liệu'),
    },
    audit(code, on('09-16'), 12, 2),
    review(code, on('10-06'), 4),
    {
      type: 'ConformityDeclared',
      on: on('10-20'),
      basis: basis(`97/QĐ-${code}`, `${year}-10-20`, 'Công bố hệ thống phù hợp'),
      standard: STANDARD,
      scope: 'Giải quyết thủ tục hành chính',
    },
  ];
  return entries.slice(0, stages);
}

const audit = (code: string, on: LocalDate, scopes: number, findings: number): QmsEntry => ({
  type: 'InternalAuditHeld',
  on,
  basis: basis(`81/BC-${code}`, on, 'Báo cáo đánh giá nội bộ'),
  scopes,
  scopesCovered: scopes,
  independent: true,
  findings,
});

const review = (code: string, on: LocalDate, decisions: number): QmsEntry => ({
  type: 'ManagementReviewHeld',
  on,
  basis: basis(`88/BB-${code}`, on, 'Biên bản xem xét của lãnh đạo'),
  inputsRequired: 12,
  inputsGiven: 12,
  decisions,
  decisionsAssigned: decisions,
});

const listed = (code: string, name: string) =>
  ({ code, name, field: 'Khoa học và Công nghệ', fate: 'new' }) as const;

/** The department that shows everything: declared, maintained, certified and surveyed, with its catalogue. */
const SCIENCE: readonly QmsEntry[] = [
  ...wayOf('SKHCN', 2024, 6),
  {
    type: 'BoardAppointed',
    on: day('2024-02-10'),
    basis: basis('09/QĐ-SKHCN', '2024-02-10', 'Thành lập Ban chỉ đạo ISO'),
    until: null,
  },
  {
    type: 'CertificateIssued',
    on: day('2024-12-16'),
    basis: basis('GCN-2024-118', '2024-12-16'),
    certificate: 'GCN-2024-118',
    body: 'Trung tâm Chứng nhận phù hợp',
    standard: STANDARD,
    until: day('2027-12-15'),
  },
  {
    type: 'CatalogueRevised',
    on: day('2025-07-01'),
    basis: basis('1204/QĐ-UBND', '2025-06-28', 'Công bố danh mục thủ tục hành chính lĩnh vực KH&CN'),
    lines: [
      listed('1.014390', 'Cấp lại, thay đổi Giấy chứng nhận đăng ký tổ chức khoa học và công nghệ'),
      listed('1.014438', 'Công nhận trung tâm đổi mới sáng tạo cấp tỉnh'),
      listed('1.014451', 'Đăng ký thực hiện nhiệm vụ đổi mới sáng tạo'),
      listed('1.014452', 'Sửa đổi, chấm dứt hợp đồng tài trợ nhiệm vụ đổi mới sáng tạo'),
      listed('1.014444', 'Đánh giá kết quả nhiệm vụ không dùng ngân sách nhà nước'),
    ],
  },
  audit('SKHCN', day('2025-09-18'), 27, 3),
  review('SKHCN', day('2025-10-09'), 5),
  {
    type: 'SystemMaintained',
    on: day('2025-10-22'),
    basis: basis('131/QĐ-SKHCN', '2025-10-22', 'Công bố lại hệ thống'),
  },
  {
    type: 'CertificateSurveyed',
    on: day('2025-12-11'),
    basis: basis('BC-GS-2025-118', '2025-12-11', 'Báo cáo giám sát lần 1'),
    certificate: 'GCN-2024-118',
    outcome: 'kept',
  },
  {
    type: 'YearPlanIssued',
    on: day('2026-01-14'),
    basis: basis('03/KH-SKHCN', '2026-01-14', 'Kế hoạch duy trì hệ thống năm 2026'),
    year: 2026,
    due: day('2026-01-31'),
  },
  {
    type: 'ObjectivesCounted',
    on: day('2026-01-20'),
    basis: basis('05/QĐ-SKHCN', '2026-01-20', 'Mục tiêu chất lượng năm 2026'),
    year: 2026,
    objectives: 6,
    complete: 6,
    measured: 5,
  },
  {
    type: 'RiskRegisterKept',
    on: day('2026-01-20'),
    basis: basis('06/QĐ-SKHCN', '2026-01-20', 'Sổ rủi ro và cơ hội năm 2026'),
    year: 2026,
    updated: true,
  },
];

const PILOT: readonly QmsEntry[] = [
  {
    type: 'PilotNamed',
    on: day('2025-08-04'),
    basis: basis('1390/QĐ-UBND', '2025-08-04', 'Chọn xã, phường làm điểm'),
  },
  {
    type: 'ConsultantEngaged',
    on: day('2025-08-18'),
    basis: basis('02/HĐ-TV', '2025-08-18'),
    name: 'Công ty Tư vấn Minh Giang',
    until: day('2026-08-18'),
  },
];

const SYSTEMS: readonly DemoSystem[] = [
  { agency: 'skhcn', entries: SCIENCE },
  { agency: 'snv', entries: wayOf('SNV', 2025, 6) },
  {
    agency: 'stc',
    entries: [
      ...wayOf('STC', 2025, 6),
      {
        type: 'SystemRecognised',
        on: day('2025-12-02'),
        basis: basis('77/QĐ-BCĐ', '2025-12-02', 'Công nhận hệ thống'),
        recogniser: 'Ban chỉ đạo ISO tỉnh',
      },
    ],
  },
  { agency: 'syt', entries: wayOf('SYT', 2025, 4) },
  { agency: 'sct', entries: wayOf('SCT', 2025, 3) },
  { agency: 'sxd', entries: wayOf('SXD', 2026, 2) },
  { agency: 'stp', entries: wayOf('STP', 2026, 1) },
  { agency: 'tranphu', entries: [...PILOT, ...wayOf('UBND', 2026, 3)] },
];

export const demoSystems = (today: LocalDate): readonly DemoSystem[] =>
  SYSTEMS.map(({ agency, entries }) => ({ agency, entries: entries.filter(({ on }) => on <= today) }));

/** All departments, by a date. */
export const demoTarget = (population: readonly string[]): RollOutTarget => ({
  id: 'so-2026',
  title: 'Các sở công bố hệ thống phù hợp',
  by: day('2026-12-31'),
  wanted: [['declared']],
  population,
  share: 100,
  basis: basis('05/KH-BCĐ', '2026-01-08', 'Kế hoạch áp dụng ISO năm 2026'),
});
