/** From a request to a year's plan: the sets read and set, the agencies taken from the organisation of that time. */
import { readFile } from 'node:fs/promises';
import type { Instant, LocalDate } from '#libs/calendar';
import { organisationAt } from '#libs/organisation';
import type { Agency, Organisation, OrganisationSnapshot } from '#libs/organisation';
import { readSet, SHIPPED_SETS, withSettings } from '#libs/scoring';
import type { CriteriaSet } from '#libs/scoring';
import type { Participant, PhaseEnds, YearPlan } from '#libs/scoring/year';
import { problem } from '../http/problem.ts';
import type { OpenBody } from './contract.ts';

type SetOfYear = OpenBody['sets'][number];

export async function planOf(body: OpenBody, snapshot: OrganisationSnapshot): Promise<YearPlan> {
  const { id, title, period, ends, reminderDays } = body;
  // The agencies are those of the period's last day: past years keep the tiers they had.
  const organisation = organisationAt(snapshot, period.to as LocalDate);
  const sets: Record<string, CriteriaSet> = {};
  const participants: Participant[] = [];
  for (const asked of body.sets) {
    const set = await readAsked(asked);
    if (Object.hasOwn(sets, set.id)) throw problem(400, 'set-twice', 'Bộ tiêu chí được nêu hai lần.');
    sets[set.id] = set;
    participants.push(...scoredBy(asked, set.id, organisation));
  }
  return {
    id,
    title,
    period: { from: period.from as LocalDate, to: period.to as LocalDate },
    sets,
    ends: Object.fromEntries(
      Object.entries(ends).map(([phase, end]) => [phase, end as Instant]),
    ) as unknown as PhaseEnds,
    reminderDays,
    participants,
  };
}

async function readAsked({ set: asked, settings }: SetOfYear): Promise<CriteriaSet> {
  const { set, findings } = readSet('yaml' in asked ? asked.yaml : await shipped(asked.shipped));
  if (set === null) throw problem(400, 'set-unreadable', 'Bộ tiêu chí chưa đọc được.', { findings });
  const chosen = withSettings(set, settings);
  if (chosen.set !== null) return chosen.set;
  throw problem(400, 'unknown-setting', `Bộ tiêu chí không có cách hiểu “${chosen.refused}”.`);
}

async function shipped(id: string): Promise<string> {
  const url = SHIPPED_SETS.get(id);
  if (url === undefined) throw problem(400, 'unknown-set', 'Không có bộ tiêu chí này.');
  return readFile(url, 'utf8');
}

function scoredBy(
  { levels, agencies }: SetOfYear,
  set: string,
  organisation: Organisation,
): readonly Participant[] {
  const strange = agencies.filter((agency) => !organisation.agencies.has(agency));
  if (strange.length > 0) {
    throw problem(400, 'unknown-agency', 'Không có cơ quan này trong năm chấm.', { at: strange });
  }
  const wanted = new Set(agencies);
  return [...organisation.agencies.values()]
    .filter(({ id, level }) => wanted.has(id) || levels.includes(level))
    .flatMap(({ id, name, level, parent }): Participant[] => {
      const reviewer = reviewerOf(parent, organisation.agencies);
      return reviewer === null ? [] : [{ agency: id, name, level, set, reviewer }];
    });
}

/** A commune was reviewed by its district while there were districts; everybody else by the province. */
function reviewerOf(parent: string | null, agencies: ReadonlyMap<string, Agency>): string | null {
  const above = parent === null ? undefined : agencies.get(parent);
  if (above === undefined) return null;
  return above.level === 'district' || above.parent === null ? above.id : reviewerOf(above.parent, agencies);
}
