/** Who is told: officers, whoever stands in for them, and their superiors. */
import { DIVISION_HEAD, inForce } from '#libs/access';
import type { Instant } from '#libs/calendar';
import { officersAbleTo } from '#libs/organisation';
import type { Organisation } from '#libs/organisation';
import type { News } from './causes.ts';

/** A step that nobody has in a large unit is not everybody's mail. */
export const MAX_RECIPIENTS = 50;

type Place = Pick<News['superiorsOf'][number], 'unit' | 'agency'>;

/** Officers' ids, each once, without whoever did it; those who have it first. */
export function recipientsOf(news: News, organisation: Organisation, at: Instant): readonly string[] {
  const told = new Set<string>();
  for (const officer of news.officers) {
    told.add(officer);
    for (const substitute of standInsOf(organisation, officer, at)) told.add(substitute);
  }
  for (const step of news.unheld) {
    for (const { officer } of officersAbleTo(organisation, step, at)) told.add(officer.id);
  }
  for (const superior of superiorsOf(news, organisation, at)) told.add(superior);
  told.delete(news.by);
  return [...told].filter((id) => organisation.officers.has(id)).slice(0, MAX_RECIPIENTS);
}

/** Nearest: the head of the step's unit, or where it has none the supervisors of its agency. All: both, and the receiving agency's. */
function superiorsOf(news: News, organisation: Organisation, at: Instant): readonly string[] {
  switch (news.superiors) {
    case 'none':
      return [];
    case 'nearest':
      return news.superiorsOf.flatMap((place) => {
        const heads = headsOf(organisation, place, at);
        return heads.length > 0 ? heads : supervisorsOf(organisation, place.agency);
      });
    case 'all':
      return [
        ...news.superiorsOf.flatMap((place) => [
          ...headsOf(organisation, place, at),
          ...supervisorsOf(organisation, place.agency),
        ]),
        ...supervisorsOf(organisation, news.agency),
      ];
    default:
      return news.superiors satisfies never;
  }
}

const headsOf = (organisation: Organisation, { unit }: Place, at: Instant): string[] =>
  officersAbleTo(organisation, { role: DIVISION_HEAD, unit }, at).map(({ officer }) => officer.id);

/** Whoever holds the system role `supervisor` and works in the agency. */
export function supervisorsOf(organisation: Organisation, agency: string): string[] {
  return [...organisation.grantsByOfficer]
    .filter(([officer, grants]) => {
      const unit = organisation.officers.get(officer)?.unit ?? '';
      const works = organisation.units.get(unit)?.agency === agency;
      return works && grants.some(({ role }) => role === 'supervisor');
    })
    .map(([officer]) => officer);
}

export function standInsOf(organisation: Organisation, officer: string, at: Instant): string[] {
  return (organisation.substitutionsByOfficer.get(officer) ?? [])
    .filter((lent) => inForce(lent, at))
    .map(({ substitute }) => substitute);
}
