/** Working minutes by an office's calendar; null in years that it has no data of. */
import { isOpen, workingMinutesBetween, type WorkCalendar } from '#libs/calendar';
import type { WorkingMinutes } from './types.ts';

export const officeMinutes =
  (calendar: WorkCalendar): WorkingMinutes =>
  (from, to) => {
    // What takes no time at all is counted without a look at the calendar: that would tell short times only.
    if (!isOpen(calendar, from).ok) return null;
    const minutes = workingMinutesBetween(calendar, from, to);
    return minutes.ok ? minutes.value : null;
  };
