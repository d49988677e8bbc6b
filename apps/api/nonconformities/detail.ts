/** One nonconformity in full, as a page shows it. */
import { policyWords } from '#libs/nonconformity';
import type { Instant, WorkCalendar } from '#libs/calendar';
import {
  codeOf,
  differenceOf,
  shareOf,
  type EffectFigures,
  type KnownNc,
  type NcEvent,
} from '#libs/nonconformity/corrective-action';
import { ncEventOf } from '#libs/commands';
import type { RecordedEvent } from '#libs/ledger';
import type { Edition } from '#libs/procedure';
import type { NcRow, Occurrence } from '#libs/read-models';
import { clockOf } from '../dossiers/clock.ts';
import { happenedView } from '../dossiers/happened.ts';
import type { Names } from '../dossiers/names.ts';

/** A row of the list, its ids in words. `title`: of a procedure, by its code. */
export function rowView(
  row: Omit<NcRow, 'remindAt'> & { readonly remindAt: string | null },
  names: Names,
  calendar: WorkCalendar,
  title: (procedure: string) => string,
  now: Instant,
) {
  const { number, remindAt, dueAt, procedure, policy, owner, agency, ...rest } = row;
  const due = { dueAt, warnAt: remindAt, paused: false };
  return {
    ...rest,
    policy,
    code: codeOf({ number }),
    agency: names.agency(agency),
    clause: policy === null ? null : policyWords(policy).clause,
    procedure: procedure === null ? null : { code: procedure, title: title(procedure) },
    owner: owner === null ? null : names.officer(owner),
    clock: clockOf(calendar, due, now),
  };
}

/** As lists have it, from the record itself: one's own action is seen at once. */
export function rowOfState(
  id: string,
  state: KnownNc,
  counted: Pick<NcRow, 'occurrences' | 'dossiers'>,
): NcRow {
  const { nc } = state;
  const open = state.status === 'open' ? state : null;
  return {
    id,
    agency: nc.agency,
    year: nc.year,
    number: nc.number,
    source: nc.source,
    severity: nc.severity,
    title: nc.title,
    policy: nc.cause?.policy ?? null,
    procedure: nc.cause?.procedure ?? null,
    step: nc.cause?.step ?? null,
    foundAt: nc.foundAt,
    status: state.status,
    stage: open?.stage ?? null,
    owner: nc.owner,
    round: nc.round,
    remindAt: open?.due.remindAt ?? null,
    dueAt: open?.due.dueAt ?? null,
    endedAt: state.status === 'open' ? null : state.endedAt,
    ...counted,
  };
}

export function partsView({ nc, ...state }: KnownNc, names: Names) {
  const { plan } = nc;
  return {
    description: nc.description,
    foundBy: names.officer(nc.foundBy),
    escalated: state.status === 'open' ? state.escalated : 0,
    dismissal: state.status === 'dismissed' ? state.reason : null,
    containment: nc.containment,
    analysis: nc.analysis,
    plan: plan && {
      measures: plan.measures.map(({ what, officer, by }) => ({ what, officer: names.officer(officer), by })),
      amends: plan.amendment?.procedure ?? null,
      edition: plan.edition?.edition ?? null,
      risks: plan.risks,
      approver: plan.approver === null ? null : names.officer(plan.approver),
    },
    done: nc.done,
  };
}

export const compared = ({ before, after }: EffectFigures) => ({
  before: { ...before, share: shareOf(before) },
  after: { ...after, share: shareOf(after) },
  difference: differenceOf(before, after),
});

export const occurrenceView = (row: Occurrence, names: Names) => ({
  ...row,
  unit: names.unit(row.unit),
  officer: row.officer === '' ? null : names.officer(row.officer),
});

export const contentOf = (edition: Edition | undefined, step: string | null): string | null =>
  edition?.steps.find(({ no }) => no === step)?.content ?? null;

const WORDS = ['reason', 'note', 'what', 'rootCause'];

export function historyView(events: readonly RecordedEvent[], names: Names) {
  return events.map((recorded) => {
    const { event } = ncEventOf(recorded);
    return {
      ...happenedView(recorded, names, WORDS),
      type: event.type,
      stage: stageOf(event),
    };
  });
}

function stageOf({ body }: NcEvent) {
  if ('opens' in body && body.opens) return body.opens.stage;
  return 'stage' in body ? body.stage : null;
}
