/** What the quality system's own records say to a review's inputs; the rest comes from figures, by the same names. */
import type { LocalDate } from '#libs/calendar';
import { kindOf } from '../records/kinds.ts';
import { isWithin, type KeptRecord, type QualityPeriod } from '../records/kept.ts';
import type { QualityKind } from '../records/record.ts';
import type { Objective } from '../objectives/types.ts';
import { levelOf, type Risk } from '../risks/risk.ts';
import type { Training } from '../training/types.ts';
import { isAccepted } from './decide.ts';
import type { InputCode, KnownFigures, Source } from './pack.ts';
import type { Review } from './types.ts';

/** Of 1 to 25. */
const HIGH_RISK = 12;
/** Links of one input; a list has the rest. */
const MOST_SOURCES = 12;

type Records = readonly KeptRecord[];

const bodiesOf = (records: Records, kind: QualityKind): readonly unknown[] =>
  records.filter((one) => one.kind === kind).map(({ body }) => body);

const count = <Item>(items: readonly Item[], where: (item: Item) => boolean): number =>
  items.filter(where).length;

/** Of an agency's records as they were known; those of the review itself left out. */
export const factsOfRecords = (records: Records, period: QualityPeriod): KnownFigures => ({
  ...earlierDecisions(bodiesOf(records, 'review') as readonly Review[], period.to),
  ...changeRequests(records, period),
  ...objectivesMet(bodiesOf(records, 'objective') as readonly Objective[], period),
  ...trainings(bodiesOf(records, 'training') as readonly Training[], period),
  ...duties(records, period),
  ...risks(bodiesOf(records, 'risk') as readonly Risk[], period),
});

function earlierDecisions(reviews: readonly Review[], on: LocalDate): KnownFigures {
  const held = reviews.filter((review) => review.held !== null);
  if (held.length === 0) return {};
  const decisions = held.flatMap((review) => review.decisions);
  const open = decisions.filter((one) => !isAccepted(one));
  return {
    earlier_decisions: decisions.length,
    earlier_decisions_done: decisions.length - open.length,
    earlier_decisions_open: open.length,
    earlier_decisions_late: count(open, ({ reported, due }) => reported === null && due < on),
  };
}

/** Whatever a request's way: what nobody owes anything for any more is settled. */
function changeRequests(records: Records, period: QualityPeriod): KnownFigures {
  const all = records.filter(({ kind }) => kind === 'change-request');
  if (all.length === 0) return {};
  return {
    change_requests: count(all, ({ openedOn }) => isWithin(openedOn, period)),
    change_requests_open: count(all, (one) => dutiesOf(one).some(({ done }) => done === null)),
  };
}

/** A year that is not over yet has met nothing: what stands behind it is each objective's course. */
function objectivesMet(all: readonly Objective[], { from, to }: QualityPeriod): KnownFigures {
  if (all.length === 0) return {};
  const ofPeriod = all.filter(({ year }) => `${year}-01-01` <= to && `${year}-12-31` >= from);
  return { objectives_met: count(ofPeriod, ({ status }) => status === 'met') };
}

function trainings(plans: readonly Training[], period: QualityPeriod): KnownFigures {
  if (plans.length === 0) return {};
  const sessions = plans.flatMap((plan) => plan.sessions);
  return {
    trainings: count(sessions, ({ state, on }) => state !== 'cancelled' && isWithin(on, period)),
    trainings_held: count(
      sessions,
      ({ state, done }) => state === 'held' && done !== null && isWithin(done, period),
    ),
  };
}

const dutiesOf = ({ kind, body }: KeptRecord) => kindOf(kind).dutiesOf(body);

function duties(records: Records, period: QualityPeriod): KnownFigures {
  const due = records.flatMap(dutiesOf).filter((one) => isWithin(one.due, period));
  return records.length === 0
    ? {}
    : {
        duties_due: due.length,
        duties_done_in_time: count(due, (one) => one.done !== null && one.done <= one.due),
      };
}

function risks(all: readonly Risk[], period: QualityPeriod): KnownFigures {
  if (all.length === 0) return {};
  const open = all.filter(({ status }) => status === 'open');
  const [threats, chances] = [
    open.filter(({ nature }) => nature === 'risk'),
    open.filter(({ nature }) => nature === 'opportunity'),
  ];
  const due = all.flatMap(({ actions }) => actions).filter(({ by }) => isWithin(by, period));
  return {
    risks_open: threats.length,
    risks_high: count(threats, (risk) => levelOf(risk) >= HIGH_RISK),
    risk_actions_due: due.length,
    risk_actions_done: count(due, ({ done }) => done !== null),
    opportunities_open: chances.length,
  };
}

const KINDS_OF: Readonly<Partial<Record<InputCode, readonly QualityKind[]>>> = {
  'earlier-actions': ['review'],
  changes: ['change-request', 'document'],
  objectives: ['objective'],
  audits: ['audit'],
  resources: ['training'],
  risks: ['risk'],
  improvement: ['change-request'],
};
const PAGES_OF: Readonly<Partial<Record<InputCode, readonly Extract<Source, { kind: 'page' }>['page'][]>>> = {
  changes: ['procedures', 'qms'],
  satisfaction: ['satisfaction'],
  performance: ['figures'],
  nonconformities: ['nonconformities'],
  monitoring: ['figures', 'nonconformities'],
  providers: ['qms'],
};

/** Where each input's figures can be looked at: the latest records of its kinds, and pages. */
export function sourcesOf(records: Records): Readonly<Partial<Record<InputCode, readonly Source[]>>> {
  const sources: Partial<Record<InputCode, readonly Source[]>> = {};
  for (const code of new Set([...Object.keys(KINDS_OF), ...Object.keys(PAGES_OF)] as InputCode[])) {
    const behind = records
      .filter(({ kind }) => KINDS_OF[code]?.includes(kind))
      .toSorted((a, b) => (a.openedOn === b.openedOn ? compare(a.id, b.id) : compare(b.openedOn, a.openedOn)))
      .slice(0, MOST_SOURCES);
    sources[code] = [
      ...behind.map(({ id, kind, title }): Source => ({ kind: 'record', id, of: kind, title })),
      ...(PAGES_OF[code] ?? []).map((page): Source => ({ kind: 'page', page })),
    ];
  }
  return sources;
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
