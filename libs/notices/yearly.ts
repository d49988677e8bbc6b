/** What there is to tell of a year of scoring and of an agency's system: who has not acted yet, and what falls due. */
import { instantOf, type LocalMoment } from '#libs/calendar';
import type { Organisation } from '#libs/organisation';
import type { QmsEvent } from '#libs/qms';
import type { DatedPhase, OpenYear, YearEvent } from '#libs/scoring/year';
import type { Cause } from './events.ts';
import { inPart } from './nonconformities.ts';
import { supervisorsOf } from './recipients.ts';

/** A year has hundreds of agencies; one event's notices are one command's events. */
const MAX_TOLD = 900;

export interface YearlyNews {
  readonly cause: Cause;
  /** Agencies whose ISO secretaries are told. */
  readonly agencies: readonly string[];
  /** Their leaders, too. */
  readonly leaders: boolean;
  /** The committee acts itself. */
  readonly committee: boolean;
}

export function yearNewsOf(event: YearEvent, { plan }: OpenYear): YearlyNews | undefined {
  if (event.type !== 'LaggardsReminded' && event.type !== 'PhaseClosed') return undefined;
  const { phase, end } = event;
  const isOver = event.type === 'PhaseClosed';
  const late = isOver ? event.outstanding : event.agencies;
  if (late.length === 0) return undefined;
  const kind = isOver ? 'scoring-overdue' : 'scoring-reminded';
  const when = isOver || event.daysBefore === null ? '' : ` ${event.daysBefore}`;
  const cause = { kind, key: `${kind} ${phase} ${end}${when}`, dueAt: end } as const;
  const turn = turnOf(phase, late, plan.participants);
  return { cause, leaders: isOver, ...turn };
}

/** The agency scores itself, the level above reviews; all else is the committee's. */
function turnOf(
  phase: DatedPhase,
  late: readonly string[],
  participants: OpenYear['plan']['participants'],
): Pick<YearlyNews, 'agencies' | 'committee'> {
  switch (phase) {
    case 'self-scoring':
      return { agencies: late, committee: false };
    case 'review': {
      const reviewers = participants
        .filter(({ agency }) => late.includes(agency))
        .map(({ reviewer }) => reviewer);
      return { agencies: [...new Set(reviewers)], committee: true };
    }
    case 'verification':
    case 'adjustment':
    case 'appeals':
      return { agencies: [], committee: true };
    default:
      return phase satisfies never;
  }
}

export function qmsNewsOf(event: QmsEvent, agency: string): YearlyNews | undefined {
  if (event.type !== 'DutyReminded') return undefined;
  const { duty, about, due, daysBefore } = event;
  const isOver = daysBefore < 0;
  const kind = isOver ? 'qms-overdue' : 'qms-reminded';
  const dueAt = instantOf(`${due}T17:00` as LocalMoment);
  const cause = { kind, key: `${kind} ${duty} ${about} ${due} ${daysBefore}`, dueAt } as const;
  return { cause, agencies: [agency], leaders: isOver, committee: false };
}

/** Officers' ids, each once. */
export function yearlyRecipientsOf(news: YearlyNews, organisation: Organisation): readonly string[] {
  const told = new Set<string>();
  for (const agency of news.agencies) {
    for (const officer of inPart('secretaries', agency, organisation)) told.add(officer);
    if (news.leaders) for (const officer of supervisorsOf(organisation, agency)) told.add(officer);
  }
  if (news.committee) for (const officer of committeeOf(organisation)) told.add(officer);
  return [...told].filter((id) => organisation.officers.has(id)).slice(0, MAX_TOLD);
}

const committeeOf = (organisation: Organisation): readonly string[] =>
  [...organisation.grantsByOfficer].flatMap(([officer, grants]) =>
    grants.some(({ role }) => role === 'committee') ? [officer] : [],
  );
