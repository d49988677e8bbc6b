/** Days on which things fall due, counted in working days of the agency. */
import { deadline, instantOf, dateOf, type Instant, type LocalDate, type WorkCalendar } from '#libs/calendar';
import { PROFILES } from '#libs/procedure';

/** The nth working day after `from`; null where the calendar has no data. */
export function workingDaysAfter(calendar: WorkCalendar, from: LocalDate, days: number): LocalDate | null {
  const counted = deadline(calendar, {
    receivedAt: instantOf(`${from}T12:00` as Parameters<typeof instantOf>[0]),
    term: {
      kind: 'amount',
      unit: 'working-days',
      amount: { numerator: days, denominator: 1 },
      printed: `${days} ngày làm việc`,
    },
    profile: PROFILES['working-days']!,
    pauses: [],
  });
  if (!counted.ok || counted.value.state === 'paused') return null;
  // A day's end at 24:00 is still of that day.
  return dateOf(new Date(Date.parse(counted.value.dueAt) - 1).toISOString() as Instant);
}
