/** Reads the moments of a log. No time zone of the machine plays a part. */
import type { EpochMicroseconds } from './types.ts';

const MOMENT =
  /^(-?\d{4,6})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*([Zz]|[+-]\d\d(?::?\d\d)?)?)?$/;
const MICROSECONDS_PER_MILLISECOND = 1000;
const MICROSECONDS_PER_MINUTE = 60_000_000;

/**
 * An xs:dateTime such as `2011-10-11T13:45:40.276+02:00`, in microseconds since the epoch; null when it is none.
 * A moment without an offset is read as UTC, a date alone as its midnight, digits finer than a microsecond are cut.
 */
export function parseMoment(text: string): EpochMicroseconds | null {
  const match = MOMENT.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset = 'Z'] = match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return null;
  const milliseconds = date.getTime() + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  const micros = Number(fraction.slice(0, 6).padEnd(6, '0'));
  return (
    milliseconds * MICROSECONDS_PER_MILLISECOND + micros - offsetMinutes(offset) * MICROSECONDS_PER_MINUTE
  );
}

function offsetMinutes(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const sign = offset.startsWith('-') ? -1 : 1;
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}
