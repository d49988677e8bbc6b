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
  return words || counted('time.minutes', late ? 1 : 0, t);
}

type Unit = 'time.days' | 'time.hours' | 'time.minutes';

const joined = (parts: readonly (readonly [number, Unit])[], t: TFunction): string =>
  parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => counted(unit, count, t))
    .join(' ');

/** Kept by language: for each, i18next looks for a plural form, and a list that rolls asks for hundreds a second. */
const kept = new WeakMap<TFunction, Map<string, string>>();

function counted(unit: Unit, count: number, t: TFunction): string {
  const known = kept.get(t) ?? new Map<string, string>();
  kept.set(t, known);
  const key = `${unit} ${count}`;
  const words = known.get(key) ?? t(unit, { count });
  known.set(key, words);
  return words;
}

export function timeLeft({ state, minutesLeft }: Clock, t: TFunction): string {
  if (minutesLeft === null) return state === 'paused' ? t('han.paused') : '';
  const late = minutesLeft < 0;
  const words = span(minutesLeft, late, t);
  if (state === 'paused') return t('time.paused', { words });
  return late ? t('time.over', { words }) : t('time.left', { words });
}
