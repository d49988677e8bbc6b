/** The demo's people with an account: one for each part that is played in the system. */
import type { OrganisationSnapshot, SystemGrant } from '#libs/organisation';
import { PROVINCE, ROUND_THE_CLOCK } from './places.ts';
import { grant, holding } from './staff.ts';

export interface DemoAccount {
  readonly username: string;
  readonly officer: string;
  /** What it is for, Vietnamese. */
  readonly what: string;
}

/** The officers are posts of `staff`: unit, then the place in it. */
const ACCOUNTS: readonly DemoAccount[] = [
  { username: 'tiepnhan.khcn', officer: 'skhcn/mc/1', what: 'Tiếp nhận và trả kết quả, Sở KH&CN' },
  { username: 'truongphong.khcn', officer: 'skhcn/qlcn/1', what: 'Trưởng phòng Công nghệ, Sở KH&CN' },
  { username: 'chuyenvien.khcn', officer: 'skhcn/qlcn/3', what: 'Chuyên viên phòng Công nghệ, Sở KH&CN' },
  {
    username: 'chuyenvien2.khcn',
    officer: 'skhcn/qlcn/4',
    what: 'Chuyên viên thứ hai phòng Công nghệ, Sở KH&CN',
  },
  {
    username: 'chuyenvien.tdc',
    officer: 'skhcn/tdc/3',
    what: 'Chuyên viên phòng TĐC, Sở KH&CN (phòng khác)',
  },
  { username: 'giamdoc.khcn', officer: 'skhcn/ld/1', what: 'Giám đốc Sở KH&CN (lãnh đạo cơ quan)' },
  { username: 'vanthu.khcn', officer: 'skhcn/vt/1', what: 'Văn thư, Sở KH&CN' },
  { username: 'thukyiso.khcn', officer: 'skhcn/vp/3', what: 'Thư ký ISO, Sở KH&CN' },
  { username: 'chuyenvien.noivu', officer: 'snv/p1/3', what: 'Chuyên viên Sở Nội vụ (cơ quan khác)' },
  { username: 'tiepnhan.tranphu', officer: 'tranphu/mc/1', what: 'Tiếp nhận, UBND phường Trần Phú' },
  { username: 'chuyenvien.tranphu', officer: 'tranphu/vhxh/2', what: 'Chuyên viên, UBND phường Trần Phú' },
  { username: 'truongphong.tranphu', officer: 'tranphu/vhxh/1', what: 'Trưởng phòng, UBND phường Trần Phú' },
  { username: 'vanthu.tranphu', officer: 'tranphu/vt/1', what: 'Văn thư, UBND phường Trần Phú' },
  { username: 'chutich.tranphu', officer: 'tranphu/ld/1', what: 'Chủ tịch UBND phường Trần Phú' },
  { username: 'tiepnhan.truc', officer: `${ROUND_THE_CLOCK.id}/mc/1`, what: 'Tiếp nhận, Tổ trực 24h' },
  { username: 'chuyenvien.truc', officer: `${ROUND_THE_CLOCK.id}/nv/2`, what: 'Chuyên viên, Tổ trực 24h' },
  { username: 'lanhdao.truc', officer: `${ROUND_THE_CLOCK.id}/ld/1`, what: 'Lãnh đạo, Tổ trực 24h' },
  { username: 'tonghop.ubnd', officer: 'vpubnd/th/3', what: 'Chuyên viên Văn phòng UBND tỉnh' },
  { username: 'chutich.tinh', officer: 'ubnd/ld/1', what: 'Chủ tịch UBND tỉnh' },
  { username: 'danhgia', officer: 'vpubnd/kstt/3', what: 'Đánh giá viên (toàn tỉnh)' },
  { username: 'banchidao', officer: 'ubnd/bcd/1', what: 'Ban chỉ đạo ISO tỉnh' },
  { username: 'quantri', officer: 'vpubnd/cntt/3', what: 'Quản trị hệ thống' },
];

const COMMITTEE_OFFICE = 'vpubnd/th';

/** Parts in the system beside the officer's own: who audits, publishes procedures, scores, administers. */
const GRANTS: readonly (readonly [officer: string, role: SystemGrant['role'], scope: string | null])[] = [
  ['skhcn/vp/3', 'iso-secretary', null],
  ['vpubnd/kstt/3', 'auditor', PROVINCE.id],
  ['ubnd/bcd/1', 'committee', null],
  ['vpubnd/cntt/3', 'admin', null],
];

export function demoAccounts(): readonly DemoAccount[] {
  return ACCOUNTS;
}

/**
 * Grants those parts. The auditor, the committee's member and the administrator lose their roles in procedures:
 * nobody audits their own work, and an administrator has none of the dossiers. The province's chairmen sign what
 * their office lays before them; at the round-the-clock agency three people do everything.
 */
export function appointSpecial(province: OrganisationSnapshot): OrganisationSnapshot {
  const since = new Map(province.officers.map((officer) => [officer.id, officer.validFrom]));
  const apart = new Set(GRANTS.map(([officer]) => officer));
  const small = ROUND_THE_CLOCK.id;
  const extra = [
    [`${PROVINCE.id}/ld/1`, 'committee-chair', COMMITTEE_OFFICE],
    [`${PROVINCE.id}/ld/2`, 'committee-chair', COMMITTEE_OFFICE],
    [`${small}/mc/1`, 'clerk', `${small}/vt`],
    [`${small}/ld/1`, 'division-head', `${small}/nv`],
  ] as const;
  return {
    ...province,
    holdings: [
      ...province.holdings.filter((held) => !apart.has(held.officer)),
      ...extra.map(([officer, role, unit]) => holding(officer, role, unit, since.get(officer)!)),
    ],
    grants: [
      ...province.grants,
      ...GRANTS.map(([officer, role, scope]) => grant(officer, role, scope, since.get(officer)!)),
    ],
  };
}
