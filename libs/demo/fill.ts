/** Sees to it that every step of every assigned procedure can be done: two holders of its role in its unit. */
import type { OrganisationSnapshot, RoleHolding } from '#libs/organisation';
import type { Edition } from '#libs/procedure';
import { holding } from './staff.ts';

/** A step may ask for another person than an earlier one's. */
const HOLDERS = 2;

export function fillPosts(
  province: OrganisationSnapshot,
  editions: readonly Edition[],
): OrganisationSnapshot {
  const apart = new Set(province.grants.filter((g) => g.role !== 'supervisor').map((g) => g.officer));
  const willing = province.officers.filter((officer) => !apart.has(officer.id));
  const staffOf = Map.groupBy(willing, (officer) => officer.unit);
  const unitOf = new Map(province.units.map((unit) => [unit.id, unit]));
  const byPost = new Map<string, Set<string>>();
  for (const { role, unit, officer } of province.holdings) holdersOf(byPost, role, unit).add(officer);
  const added: RoleHolding[] = [];
  for (const { role, unit } of placesIn(province, editions)) {
    const holders = holdersOf(byPost, role, unit);
    const home = unitOf.get(unit)!;
    const leaders = staffOf.get(`${home.agency}/ld`) ?? [];
    for (const candidate of [...(staffOf.get(unit) ?? []), ...leaders.toReversed()]) {
      if (holders.size >= HOLDERS) break;
      if (holders.has(candidate.id)) continue;
      holders.add(candidate.id);
      added.push(holding(candidate.id, role, unit, home.validFrom));
    }
  }
  return { ...province, holdings: [...province.holdings, ...added] };
}

function holdersOf(byPost: Map<string, Set<string>>, role: string, unit: string): Set<string> {
  const key = `${role} ${unit}`;
  const known = byPost.get(key) ?? new Set<string>();
  byPost.set(key, known);
  return known;
}

function placesIn(
  province: OrganisationSnapshot,
  editions: readonly Edition[],
): { readonly role: string; readonly unit: string }[] {
  const byCode = Map.groupBy(editions, (edition) => edition.code);
  return province.assignments.flatMap((assignment) =>
    (byCode.get(assignment.procedure) ?? []).flatMap(({ steps }) =>
      steps.flatMap((step) => {
        const unit = assignment.parts[step.part]?.units[step.unit];
        return step.kind === 'officer' && unit !== undefined ? [{ role: step.role, unit }] : [];
      }),
    ),
  );
}
