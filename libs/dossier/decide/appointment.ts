/** A new appointment with an apology, and deadlines under a changed calendar. */
import { promised } from '../counting.ts';
import { MAIN_PART } from '../events.ts';
import { allow, deny } from '../outcome.ts';
import { apologyInTime, mayBeExtended } from '../policies/extension.ts';
import { textIsGiven } from '../policies/input.ts';
import { activeCase, counterOf, type Case, type CommandOf, type Happened } from './case.ts';
import { changesNothing, recountAll } from './recounting.ts';

/** The new appointment replaces the old one and both stay on record. */
export function extend(given: Case, { to, reason }: CommandOf<'extend'>): Happened {
  const one = activeCase(given);
  const { state, context, now } = one;
  const said = textIsGiven('reason', reason);
  if (!said.ok) return said;
  const appointment = mayBeExtended(one);
  if (!appointment.ok) return appointment;
  const { deadline, extensions } = appointment.value;
  const from = deadline.dueAt;
  if (!isInstant(to)) return deny('bad-input', 'the new appointment is an instant in UTC with milliseconds');
  if (to <= from || to <= now)
    return deny('extension-not-later', `not later than ${from > now ? from : now}`);

  const main = state.pinned.placements[MAIN_PART]?.agency ?? state.agency;
  const inTime = apologyInTime(state.pinned.profile, context.calendarOf(main), from, now);
  if (!inTime.ok) return inTime;
  const before = { ...deadline, countsFrom: now };
  const due = promised(counterOf(one), main, [{ from: now, to }], before);
  if (!due.ok) return due;
  const body = {
    number: extensions + 1,
    from,
    to,
    reason,
    apologyInTime: inTime.value,
    recount: { dossier: due.value, steps: [] },
  };
  return allow([{ type: 'AppointmentExtended', body }]);
}

export function recount(given: Case): Happened {
  const one = activeCase(given);
  const again = recountAll(one);
  if (!again.ok) return again;
  if (changesNothing(again.value)) return deny('nothing-changed', 'no open due moment moves');
  const main = one.state.pinned.placements[MAIN_PART]?.agency ?? one.state.agency;
  const calendarVersion = one.context.calendarOf(main).data.version;
  const body = { cause: 'calendar-changed' as const, calendarVersion, recount: again.value };
  return allow([{ type: 'DeadlinesRecounted', body }]);
}

function isInstant(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}
