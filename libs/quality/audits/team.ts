/** Who may be in an audit's team: qualified on the day, and far from the work that is audited (9.2.2 c). */
import { refused, type Refusal } from '../records/record.ts';
import type { AuditPlan, Conflict, TeamFacts, Unqualified } from './types.ts';

const MAX_TEAM = 20;

export const teamOf = ({ lead, team }: Pick<AuditPlan, 'lead' | 'team'>): readonly string[] => [
  lead,
  ...team,
];

type Refused = { readonly ok: false; readonly refusal: Refusal };

/** Undefined: nothing speaks against them. The refusal says who and what. */
export function isUnfit(
  plan: Pick<AuditPlan, 'lead' | 'team'>,
  { conflicts, unqualified }: TeamFacts,
  isOfficer: (officer: string) => boolean,
): Refused | undefined {
  const all = teamOf(plan);
  if (new Set(all).size < all.length)
    return refused('twice-listed', 'Một người được ghi hai lần trong đoàn.');
  if (all.length > MAX_TEAM) return refused('too-many-people', `Đoàn có tối đa ${MAX_TEAM} người.`);
  if (!all.every(isOfficer)) return refused('not-an-officer', 'Người này không làm việc tại cơ quan.');
  if (unqualified.length > 0)
    return refused('not-qualified', `Chưa đủ năng lực đánh giá: ${unqualified.map(whyNot).join('; ')}.`);
  if (conflicts.length > 0)
    return refused('own-work', `Không được tự đánh giá việc của mình: ${conflicts.map(whose).join('; ')}.`);
  return undefined;
}

const WHY: Readonly<Record<Unqualified['why'], string>> = {
  never: 'chưa có năng lực nào trong hồ sơ đào tạo',
  'not-yet': 'năng lực chưa có hiệu lực',
  expired: 'năng lực đã hết hạn',
  withdrawn: 'năng lực đã bị thu hồi',
};

const whyNot = ({ name, why }: Unqualified): string => `${name} (${WHY[why]})`;

const whose = ({ name, procedure, unit, steps }: Conflict): string =>
  procedure === null
    ? `${name} làm việc tại ${unit ?? ''}`
    : `${name} đã xử lý ${steps} bước của ${procedure} trong kỳ`;
