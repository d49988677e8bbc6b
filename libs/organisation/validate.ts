/** What is wrong with an organisation's data. A change that would leave a finding is refused. */
import type { LocalDate } from '#libs/calendar';
import { hasCycle, overlaps, overlapping, within } from './checks.ts';
import type {
  Agency,
  AgencyOfficeHours,
  Assignment,
  OrganisationFinding,
  OrganisationFindingCode,
  OrganisationSnapshot,
  OfficerSubstitution,
  Validity,
} from './types.ts';

/** The last day of the district level: NĐ 118/2025/NĐ-CP and the two tiers apply from the next (rules.md OS-01, OS-02). */
export const LAST_DAY_OF_DISTRICTS = '2025-06-30' as LocalDate;

type Found = readonly [code: OrganisationFindingCode, message: string];
type Known = ReturnType<typeof indexed>;

export function validateOrganisation(snapshot: OrganisationSnapshot): readonly OrganisationFinding[] {
  const known = indexed(snapshot);
  return [
    ...duplicates(snapshot),
    ...periods(snapshot),
    ...overlappingRecords(snapshot),
    ...each(snapshot.agencies, (agency) => agencyFaults(agency, known)),
    ...each(snapshot.units, (unit) =>
      contained(unit, known.agencies.get(unit.agency), 'unknown-agency', unit.agency),
    ),
    ...each(snapshot.officers, (officer) =>
      known.units.has(officer.unit) ? [] : [['unknown-unit', `Không có đơn vị ${officer.unit}.`]],
    ),
    ...each(snapshot.holdings, (holding) => [
      ...contained(holding, known.units.get(holding.unit), 'unknown-unit', holding.unit),
      ...officerKnown(holding.officer, known),
    ]),
    ...each(snapshot.grants, (grant) => [
      ...officerKnown(grant.officer, known),
      ...(grant.role === 'auditor' && grant.scope === null ? [scopeMissing] : []),
      ...(grant.scope === null ? [] : agencyKnown(grant.scope, known)),
    ]),
    ...each(snapshot.substitutions, (substitution) => substitutionFaults(substitution, snapshot, known)),
    ...each(snapshot.officeHours, (hours) => [...agencyKnown(hours.agency, known), ...hoursFaults(hours)]),
    ...each(snapshot.assignments, (assignment) => assignmentFaults(assignment, known)),
  ];
}

const scopeMissing: Found = ['scope-missing', 'Đánh giá viên phải có phạm vi cơ quan.'];

function indexed(snapshot: OrganisationSnapshot) {
  return {
    agencies: new Map(snapshot.agencies.map((agency) => [agency.id, agency])),
    units: new Map(snapshot.units.map((unit) => [unit.id, unit])),
    officers: new Set(snapshot.officers.map((officer) => officer.id)),
  };
}

function each<T extends { readonly id: string }>(
  rows: readonly T[],
  faults: (row: T) => readonly Found[],
): OrganisationFinding[] {
  return rows.flatMap((row) => faults(row).map(([code, message]) => ({ code, record: row.id, message })));
}

function duplicates({ version: _version, ...tables }: OrganisationSnapshot): OrganisationFinding[] {
  return Object.values(tables).flatMap((rows: readonly { readonly id: string }[]) => {
    const seen = new Set<string>();
    return each(rows, ({ id }) => {
      if (seen.has(id)) return [['duplicate-id', `Mã ${id} bị trùng.`]];
      seen.add(id);
      return [];
    });
  });
}

function periods(snapshot: OrganisationSnapshot): OrganisationFinding[] {
  const { agencies, units, officers, holdings, grants, assignments } = snapshot;
  const dated = [agencies, units, officers, holdings, grants, assignments].flat();
  return each<Validity & { readonly id: string }>(dated, ({ validFrom, validTo }) =>
    validTo !== null && validTo < validFrom
      ? [['bad-validity', `Hiệu lực từ ${validFrom} sau ngày kết thúc ${validTo}.`]]
      : [],
  );
}

function overlappingRecords(snapshot: OrganisationSnapshot): OrganisationFinding[] {
  const doubled = [
    ...overlapping(snapshot.agencies, (agency) => agency.code),
    ...overlapping(snapshot.holdings, (h) => `${h.officer} ${h.role} ${h.unit}`),
    ...overlapping(snapshot.grants, (g) => `${g.officer} ${g.role} ${g.scope}`),
    ...overlapping(snapshot.assignments, (a) => `${a.procedure} ${a.agency}`),
    ...overlapping(
      snapshot.officeHours.map((hours) => ({ ...hours, validTo: hours.validFrom })),
      (hours) => hours.agency,
    ),
  ];
  return each(doubled, () => [['overlapping-validity', 'Trùng thời gian hiệu lực với bản ghi khác.']]);
}

function agencyFaults(agency: Agency, known: Known): readonly Found[] {
  const found: Found[] = [];
  if (agency.parent === null) {
    if (agency.level !== 'province') found.push(['missing-parent', 'Thiếu cơ quan cấp trên.']);
  } else {
    found.push(...contained(agency, known.agencies.get(agency.parent), 'unknown-agency', agency.parent));
  }
  if (hasCycle(agency.id, known.agencies)) found.push(['agency-cycle', 'Cơ quan nằm dưới chính nó.']);
  if (agency.level === 'district' && (agency.validTo === null || agency.validTo > LAST_DAY_OF_DISTRICTS)) {
    found.push(['level-ended', `Cấp huyện kết thúc ngày ${LAST_DAY_OF_DISTRICTS}.`]);
  }
  return found;
}

function contained(
  inner: Validity,
  outer: Validity | undefined,
  missing: 'unknown-agency' | 'unknown-unit',
  id: string,
): readonly Found[] {
  if (!outer) return [[missing, `Không có ${id}.`]];
  return within(inner, outer) ? [] : [['outside-validity', `Hiệu lực vượt ra ngoài hiệu lực của ${id}.`]];
}

function agencyKnown(id: string, known: Known): readonly Found[] {
  return known.agencies.has(id) ? [] : [['unknown-agency', `Không có cơ quan ${id}.`]];
}

function officerKnown(id: string, known: Known): readonly Found[] {
  return known.officers.has(id) ? [] : [['unknown-officer', `Không có công chức ${id}.`]];
}

function substitutionFaults(
  substitution: OfficerSubstitution,
  snapshot: OrganisationSnapshot,
  known: Known,
): readonly Found[] {
  const { officer, substitute, from, to, roles } = substitution;
  const holds = (lent: { role: string; unit: string }): boolean =>
    snapshot.holdings.some((h) => h.officer === officer && h.role === lent.role && h.unit === lent.unit);
  return [
    ...officerKnown(officer, known),
    ...officerKnown(substitute, known),
    ...(officer === substitute ? [['self-substitution', 'Không thể thay thế chính mình.'] as const] : []),
    ...(from <= to ? [] : [['bad-validity', 'Thời điểm kết thúc phải sau thời điểm bắt đầu.'] as const]),
    ...(roles ?? [])
      .filter((lent) => !holds(lent))
      .map((lent) => ['role-not-held', `Người được thay không giữ vai trò ${lent.role}.`] as const),
  ];
}

function hoursFaults({ sessions, weekdays }: AgencyOfficeHours): readonly Found[] {
  const ordered = sessions.every(
    ({ from, to }, index) => from < to && (index === 0 || sessions[index - 1]!.to <= from),
  );
  const days = weekdays.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  const sound = sessions.length > 0 && weekdays.length > 0 && ordered && days;
  return sound ? [] : [['bad-office-hours', 'Giờ làm việc không hợp lệ.']];
}

function assignmentFaults(assignment: Assignment, known: Known): readonly Found[] {
  const parts = Object.values(assignment.parts);
  const units = parts
    .flatMap((part) => Object.values(part.units))
    .map((id) => [id, known.units.get(id)] as const);
  return [
    ...agencyKnown(assignment.agency, known),
    ...(assignment.parts['main']
      ? []
      : [['main-part-missing', 'Thiếu phần của cơ quan tiếp nhận.'] as const]),
    ...parts.flatMap((part) => agencyKnown(part.agency, known)),
    ...units.flatMap(([id, unit]): Found[] => {
      if (!unit) return [['unknown-unit', `Không có đơn vị ${id}.`]];
      return overlaps(assignment, unit) ? [] : [['outside-validity', `Đơn vị ${id} không còn hiệu lực.`]];
    }),
  ];
}
