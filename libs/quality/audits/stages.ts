/** An audit's stages: what is owed by when, and what the clock does next. The workflow asks this and waits. */
import { addDays, dateOf, instantOf, workingDayBefore } from '#libs/calendar';
import type { Instant, LocalDate, LocalMoment, WorkCalendar } from '#libs/calendar';
import type { Duty, QualityRecord } from '../records/record.ts';
import { REMIND_BEFORE_DAYS } from '../records/decide.ts';
import { workingDaysAfter } from '../records/working-days.ts';
import type { Audit, Opens, Stage, StageName } from './types.ts';

/** Working days after the stage before; of the report, after the last day on the spot. */
const TERMS = {
  report: 5,
  approval: 3,
  /** As long as a nonconformity takes from its review to the check of its effect. */
  'follow-up': 90,
} as const;
/** The checklist and the sample are ready as many working days before the first day on the spot. */
const PREPARED_BEFORE = 3;
/** Overdue by as many working days, a stage is told to those above. */
const ESCALATION = 3;

/** Counted in working days from a day on. Null: the calendar has no data. */
export const opensAfter = (calendar: WorkCalendar, name: keyof typeof TERMS, from: LocalDate): Opens | null =>
  dueOn(calendar, name, workingDaysAfter(calendar, from, TERMS[name]));

/** The preparation and the opening go by the first day on the spot, and are owed today at the earliest. */
export function opensBefore(
  calendar: WorkCalendar,
  name: 'preparation' | 'opening',
  first: LocalDate,
  today: LocalDate,
): Opens | null {
  if (name === 'opening') return dueOn(calendar, name, laterOf(first, today));
  const before = workingDayBefore(calendar, instantOf(`${first}T12:00` as LocalMoment), PREPARED_BEFORE);
  return before.ok ? dueOn(calendar, name, laterOf(dateOf(before.value), today)) : null;
}

function dueOn(calendar: WorkCalendar, name: StageName, due: LocalDate | null): Opens | null {
  const escalateOn = due && workingDaysAfter(calendar, due, ESCALATION);
  return due && escalateOn && { name, due, escalateOn };
}

export const laterOf = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

export const stageOf = ({ stages }: Audit): Stage | null =>
  stages.findLast(({ done }) => done === null) ?? null;

/** Null: the leaders', whom no record names. */
export const ownerIn = ({ lead }: Audit, name: StageName): string | null =>
  name === 'approval' ? null : lead;

const keyOf = ({ name, nth }: Pick<Stage, 'name' | 'nth'>): string => `${name}-${nth}`;

export const dutiesOfAudit = (audit: Audit): readonly Duty[] =>
  audit.status === 'cancelled'
    ? []
    : audit.stages.map((stage) => ({
        key: keyOf(stage),
        what: `audit.${stage.name}`,
        owner: ownerIn(audit, stage.name),
        due: stage.due,
        done: stage.done,
      }));

export type AuditDue = { readonly at: Instant } & (
  | { readonly kind: 'raise' }
  | { readonly kind: 'remind'; readonly level: 'soon' | 'late' }
  | { readonly kind: 'escalate' }
);

/** Lines that do not conform and have no nonconformity yet, once the report stands. */
export const unraised = ({ status, answers, findings }: Audit): readonly string[] =>
  status === 'reported' || status === 'follow-up'
    ? Object.values(answers).flatMap(({ verdict, line }) =>
        verdict === 'nonconformity' && !(line in findings) ? [line] : [],
      )
    : [];

/** Null: nothing by the clock until somebody acts. Reminded `REMIND_BEFORE_DAYS` ahead, again when it is over, then escalated. */
export function nextDueOfAudit({ body, reminded }: QualityRecord<Audit>): AuditDue | null {
  if (unraised(body).length > 0) return { kind: 'raise', at: startOf(body.report!.on) };
  const stage = stageOf(body);
  if (stage === null) return null;
  const said = reminded[keyOf(stage)];
  if (said === undefined)
    return { kind: 'remind', level: 'soon', at: startOf(addDays(stage.due, -REMIND_BEFORE_DAYS)) };
  if (said === 'soon') return { kind: 'remind', level: 'late', at: startOf(addDays(stage.due, 1)) };
  return stage.escalated ? null : { kind: 'escalate', at: startOf(stage.escalateOn) };
}

/** When offices open, as most of them do: nobody reads a reminder at midnight. */
const startOf = (day: LocalDate): Instant => instantOf(`${day}T07:30` as LocalMoment);
