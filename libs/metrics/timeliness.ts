/** When something was done, beside when it was due (rules.md OS-07). */
import { isOnEarlierDate, type Instant } from '#libs/calendar';

/** Trước hạn: on an earlier date than the due one. Đúng hạn: no later than the due moment. Quá hạn: later. */
export type Timeliness = 'early' | 'on-time' | 'late';

/** @param waits while the clock stood still; a due moment that came in one was no lateness yet. */
export function timelinessAt(
  doneAt: Instant,
  dueAt: Instant | null,
  waits: readonly { readonly from: Instant; readonly to: Instant | null; readonly pauses?: boolean }[] = [],
): Timeliness | null {
  if (dueAt === null) return null;
  if (doneAt <= dueAt) return isOnEarlierDate(doneAt, dueAt) ? 'early' : 'on-time';
  const held = waits.some(
    ({ from, to, pauses = true }) => pauses && from <= dueAt && (to === null || to >= doneAt),
  );
  return held ? 'on-time' : 'late';
}
