import vietnam from './data/vietnam.json' with { type: 'json' };
import { isLocalDate } from './moment.ts';
import { counted, refused } from './refusal.ts';
import type { CalendarData, CalendarDay, CalendarYear, Counted, DayKind } from './types.ts';

const KINDS: readonly DayKind[] = ['holiday', 'substitute', 'swap_off', 'swap_work'];
const MAX_YEARS = 200;
/** A leap year's dates, each named at most twice: a holiday may be made a working day. */
const MAX_DAYS_PER_YEAR = 732;

/** Reads calendar data from plain JSON; refuses with `bad-calendar` and says where. */
export function parseCalendarData(json: unknown): Counted<CalendarData> {
  const { version, years } = record(json);
  if (!isText(version)) return bad('version phải là một chuỗi không rỗng');
  if (!Array.isArray(years) || years.length === 0 || years.length > MAX_YEARS) {
    return bad(`years phải có từ 1 đến ${MAX_YEARS} năm`);
  }
  const seen = new Set<unknown>();
  for (const year of years as readonly unknown[]) {
    const fault = faultOfYear(year);
    if (fault !== undefined) return bad(`năm ${String(record(year)['year'])}: ${fault}`);
    if (seen.has(record(year)['year'])) return bad(`năm ${String(record(year)['year'])} có hai lần`);
    seen.add(record(year)['year']);
  }
  return counted({ version, years: years as readonly CalendarYear[] });
}

function faultOfYear(json: unknown): string | undefined {
  const { year, verified, sources, days } = record(json);
  if (!Number.isInteger(year) || (year as number) < 1 || (year as number) > 9999)
    return 'year phải là một năm';
  if (typeof verified !== 'boolean' && verified !== 'partial')
    return 'verified phải là true, false hoặc "partial"';
  if (!Array.isArray(sources) || sources.length === 0 || !sources.every(isText)) {
    return 'sources phải nêu ít nhất một văn bản';
  }
  if (!Array.isArray(days) || days.length > MAX_DAYS_PER_YEAR)
    return 'days phải là danh sách các ngày của năm';
  const fault = (days as readonly unknown[]).find((day) => !isDay(day, year as number));
  return fault === undefined ? undefined : `không đọc được ngày ${JSON.stringify(fault)}`;
}

/** A swap may reach into the neighbouring year. */
function isDay(json: unknown, year: number): json is CalendarDay {
  const { date, kind, name, verified } = record(json);
  if (typeof date !== 'string' || !isLocalDate(date) || Math.abs(Number(date.slice(0, 4)) - year) > 1)
    return false;
  if (verified !== undefined && verified !== false && verified !== 'secondary') return false;
  return isText(name) && (KINDS as readonly unknown[]).includes(kind);
}

function record(json: unknown): Record<string, unknown> {
  return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function bad(fault: string): Counted<never> {
  return refused('bad-calendar', `Dữ liệu lịch không hợp lệ: ${fault}`);
}

function shipped(): CalendarData {
  const read = parseCalendarData(vietnam);
  if (!read.ok) throw new Error(read.refusal.message);
  return read.value;
}

/** The country's calendar for officials on a five-day week, as shipped: 2015 to 2027, of which 2027 is an estimate. */
export const NATIONAL_CALENDAR: CalendarData = shipped();
