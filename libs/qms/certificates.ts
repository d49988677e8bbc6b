/** Certificates and when each must be looked at again. */
import { addDays, type LocalDate } from '#libs/calendar';
import type { DutyReminder } from './events.ts';
import { entriesOf, type QmsState } from './state.ts';

/** A certificate is surveyed every twelve months (facts.md, 2011–2013). */
const SURVEILLANCE_MONTHS = 12;
/** A duty is announced this many days before, and once when it is overdue. */
const REMINDER_DAYS = [30, 7, -1] as const;

export interface Certificate {
  readonly number: string;
  readonly body: string;
  readonly standard: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly state: 'valid' | 'suspended' | 'withdrawn' | 'expired';
  readonly surveys: readonly {
    readonly on: LocalDate;
    readonly outcome: 'kept' | 'suspended' | 'withdrawn';
  }[];
  /** Null: it ends before another is due, or is no longer valid. */
  readonly nextSurveillance: LocalDate | null;
}

export function certificatesOn(state: Pick<QmsState, 'entries'>, today: LocalDate): readonly Certificate[] {
  const surveys = entriesOf(state, 'CertificateSurveyed');
  return entriesOf(state, 'CertificateIssued').map(({ certificate: number, body, standard, on, until }) => {
    const own = surveys
      .filter(({ certificate }) => certificate === number)
      .map(({ on: day, outcome }) => ({ on: day, outcome }));
    const last = own.at(-1);
    const next = monthsAfter(last?.on ?? on, SURVEILLANCE_MONTHS);
    const outcome = last?.outcome ?? 'kept';
    const standing = outcome === 'kept' ? (until < today ? 'expired' : 'valid') : outcome;
    const due = standing === 'valid' || standing === 'suspended' ? next : null;
    return {
      number,
      body,
      standard,
      from: on,
      until,
      state: standing,
      surveys: own,
      nextSurveillance: due !== null && due < until ? due : null,
    };
  });
}

export interface Duty {
  readonly duty: DutyReminder['duty'];
  readonly about: string;
  readonly due: LocalDate;
}

/** What has a date ahead of it, or behind it and undone; the earliest first. */
export function dutiesOn(state: Pick<QmsState, 'entries'>, today: LocalDate): readonly Duty[] {
  return certificatesOn(state, today)
    .flatMap(({ number, nextSurveillance, until, state: standing }): Duty[] => [
      ...(nextSurveillance ? [{ duty: 'surveillance' as const, about: number, due: nextSurveillance }] : []),
      ...(standing === 'valid' ? [{ duty: 'certificate-expiry' as const, about: number, due: until }] : []),
    ])
    .sort((a, b) => (a.due < b.due ? -1 : 1));
}

/** The reminders that are due today and were not given; of several missed ones only the latest. */
export function remindersOn(state: QmsState, today: LocalDate): readonly DutyReminder[] {
  return dutiesOn(state, today).flatMap((duty): DutyReminder[] => {
    const daysBefore = REMINDER_DAYS.findLast((days) => addDays(duty.due, -days) <= today);
    if (daysBefore === undefined) return [];
    const given = state.reminders.some(
      (one) =>
        one.duty === duty.duty &&
        one.about === duty.about &&
        one.due === duty.due &&
        one.daysBefore <= daysBefore,
    );
    return given ? [] : [{ ...duty, daysBefore }];
  });
}

/** The same day so many months later; the last of a month that hasn't got it (BLDS 2015 Đ.148). */
export function monthsAfter(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10) as LocalDate;
}
