/** Instants as they are written everywhere: `1970-01-01T00:00:00.000Z`. */

const INSTANT_LENGTH = '1970-01-01T00:00:00.000Z'.length;
const SHORTEST_MONTH = 28;
const ZERO = '0'.charCodeAt(0);
/** Days from the first of March of the year 0, plus one. */
const FIRST_MARCH_TO_EPOCH = 719_469;

/** As `Date.parse`, in a third of the time for the one form that instants are written in. NaN: no moment. */
export function millisecondsOf(instant: string): number {
  const inForm =
    instant.length === INSTANT_LENGTH &&
    instant[4] === '-' &&
    instant[7] === '-' &&
    instant[10] === 'T' &&
    instant[13] === ':' &&
    instant[16] === ':' &&
    instant[19] === '.' &&
    instant[23] === 'Z';
  if (!inForm) return Date.parse(instant);
  const [year, month, day] = [
    100 * twoOf(instant, 0) + twoOf(instant, 2),
    twoOf(instant, 5),
    twoOf(instant, 8),
  ];
  const [hours, minutes, seconds] = [twoOf(instant, 11), twoOf(instant, 14), twoOf(instant, 17)];
  const milliseconds = 10 * twoOf(instant, 20) + (twoOf(instant, 21) % 10);
  const exists =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= SHORTEST_MONTH &&
    hours < 24 &&
    minutes < 60 &&
    seconds < 60;
  if (!exists) return Date.parse(instant);
  const minute = (daysSinceEpoch(year, month, day) * 24 + hours) * 60 + minutes;
  return minute * 60_000 + seconds * 1_000 + milliseconds;
}

/** NaN where they are no digits. */
function twoOf(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - ZERO, text.charCodeAt(at + 1) - ZERO];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : NaN;
}

/**
 * From 1970-01-01, of any day of the proleptic calendar; a day past the month's end is the next one's. Years begin in
 * March here, so that the day that comes and goes is their last.
 */
export function daysSinceEpoch(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  const monthsBefore = month > 2 ? month - 3 : month + 9;
  return 365 * y + leaps + Math.floor((153 * monthsBefore + 2) / 5) + day - FIRST_MARCH_TO_EPOCH;
}
