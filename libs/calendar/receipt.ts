import { dayOfMinute, isLocalTime, minuteOfDay, minutesOfTime, yearOfDay } from './moment.ts';
import { nextDaysOpening } from './minutes.ts';
import { counted, noCalendarData, refused } from './refusal.ts';
import { MINUTES_PER_HOUR } from './term.ts';
import type { Days } from './days.ts';
import type { Minute } from './moment.ts';
import type { Tape } from './tape.ts';
import type { Counted, CutOff } from './types.ts';

/** `last-hour`: clock minutes before the day's final close, a midday break among them or not (CNT-06). */
const LAST_HOUR_MINUTES = MINUTES_PER_HOUR;

/**
 * When a receipt counts (CNT-03 to CNT-06): at or after the cut-off of a working day, at the next working day's
 * opening. On a day off a cut-off does nothing. A resumption that restarts the term is received in the same way.
 */
export function receiptCountsAt(days: Days, cutOff: CutOff, at: Minute, tape: Tape): Counted<Minute> {
  if (cutOff === 'none') return counted(at);
  if (cutOff !== 'last-hour' && !isLocalTime(cutOff)) {
    return refused(
      'bad-profile',
      `Giờ chốt nhận phải là none, last-hour hoặc dạng 15:00: ${JSON.stringify(cutOff)}`,
    );
  }
  const day = days.at(dayOfMinute(at));
  if (!day) return noCalendarData(yearOfDay(dayOfMinute(at)));
  const closing = cutOff === 'last-hour' ? day.hours.closes - LAST_HOUR_MINUTES : minutesOfTime(cutOff);
  if (!day.working || minuteOfDay(at) < closing) return counted(at);
  tape.skip(day, 'after-cut-off');
  return nextDaysOpening(days, at, tape);
}
