/** Moments as Vietnamese offices write them: `24/04/2025 16:05`, `16:05 24/04/2025`, with SA or CH, and ISO 8601. */
import { parseMoment } from './moment.ts';
import type { EpochMicroseconds } from './types.ts';

/** Asia/Ho_Chi_Minh: a moment that names no offset was read off a clock there. */
const OFFSET = '+07:00';
const HAS_OFFSET = /:.*(?:[Zz]|[+-]\d\d(?::?\d\d)?)$/;
const DAY = String.raw`(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})`;
const TIME = String.raw`(\d{1,2})[:hg](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(sa|ch|am|pm)?`;
const DAY_FIRST = new RegExp(`^${DAY}(?:[\\s,]+${TIME})?$`, 'i');
const TIME_FIRST = new RegExp(`^${TIME}[\\s,]+(?:ngày\\s+)?${DAY}$`, 'i');
const NOON = 12;
/** What lies outside is a slip of the pen, not a moment of an office. */
const EARLIEST = Date.UTC(1900) * 1_000;
const LATEST = Date.UTC(2200) * 1_000;

/** Null where it is no moment: a day that does not exist, a month before the day, words. A date alone is its midnight. */
export function parseWallMoment(text: string): EpochMicroseconds | null {
  const trimmed = text.normalize('NFC').trim();
  const moment = parseMoment(isoOf(trimmed) ?? withOffset(trimmed));
  return moment !== null && moment >= EARLIEST && moment < LATEST ? moment : null;
}

function isoOf(text: string): string | null {
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) {
    const [, day, month, year, ...time] = dayFirst;
    return iso(day, month, year, time);
  }
  const timeFirst = TIME_FIRST.exec(text);
  if (!timeFirst) return null;
  const [, hour, minute, second, half, day, month, year] = timeFirst;
  return iso(day, month, year, [hour, minute, second, half]);
}

type Parts = readonly (string | undefined)[];

function iso(
  day: string | undefined,
  month: string | undefined,
  year: string | undefined,
  [hour = '0', minute = '00', second = '00', half]: Parts,
): string {
  return `${year}-${two(month)}-${two(day)}T${two(hourOf(hour, half))}:${minute}:${second}${OFFSET}`;
}

/** `12:30 SA` is half past midnight, `12:30 CH` half past noon. */
function hourOf(printed: string, half: string | undefined): number {
  const hour = Number(printed);
  if (half === undefined) return hour;
  const afternoon = /^(?:ch|pm)$/i.test(half);
  return (hour % NOON) + (afternoon ? NOON : 0);
}

function withOffset(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00${OFFSET}`;
  return HAS_OFFSET.test(text) ? text : text + OFFSET;
}

const two = (digits: string | number = ''): string => String(digits).padStart(2, '0');
