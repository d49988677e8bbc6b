/** The working time left or overdue in words, from the server's minutes (docs/portal.md §5). */
import type { TFunction } from 'i18next';
import type { Clock } from '../api-client/types.gen.ts';

const MINUTES_AN_HOUR = 60;
const MINUTES_A_DAY = 480;

/** From a day on days and hours, below hours and minutes; time left is rounded down, time over up. */
export function span(minutes: number, late: boolean, t: TFunction): string {
  const round = late ? Math.ceil : Math.floor;
  const total = Math.abs(minutes);
  if (total >= MINUTES_A_DAY) {
    const hours = round(total / MINUTES_AN_HOUR);
    const perDay = MINUTES_A_DAY / MINUTES_AN_HOUR;
    return joined(
      [
        [Math.floor(hours / perDay), 'time.days'],
        [hours % perDay, 'time.hours'],
      ],
      t,
    );
  }
  const words = joined(
    [
      [Math.floor(total / MINUTES_AN_HOUR), 'time.hours'],
      [round(total % MINUTES_AN_HOUR), 'time.minutes'],
    ],
    t,
  );
  return words || t('time.minutes', { count: late ? 1 : 0 });
}

const joined = (
  parts: readonly (readonly [number, 'time.days' | 'time.hours' | 'time.minutes'])[],
  t: TFunction,
): string =>
  parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => t(unit, { count }))
    .join(' ');

export function timeLeft({ state, minutesLeft }: Clock, t: TFunction): string {
  if (minutesLeft === null) return state === 'paused' ? t('han.paused') : '';
  const late = minutesLeft < 0;
  const words = span(minutesLeft, late, t);
  if (state === 'paused') return t('time.paused', { words });
  return late ? t('time.over', { words }) : t('time.left', { words });
}
