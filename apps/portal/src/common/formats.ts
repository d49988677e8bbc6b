/** Dates and numbers as Vietnamese write them, times in Vietnam whatever the computer's zone. */
import { languageNow } from '../i18n/language.ts';

export const ZONE = 'Asia/Ho_Chi_Minh';
export const UNKNOWN = '—';
export const OFFSET = '+07:00';
const OFFSET_MS = 7 * 3_600_000;

const two = (value: number): string => String(value).padStart(2, '0');

/** Vietnam keeps one offset all year; counted here, since a list shows hundreds of moments and Intl is slow to wake. */
export function partsOf(instant: string) {
  const there = new Date(Date.parse(instant) + OFFSET_MS);
  return {
    year: String(there.getUTCFullYear()),
    month: two(there.getUTCMonth() + 1),
    day: two(there.getUTCDate()),
    hour: two(there.getUTCHours()),
    minute: two(there.getUTCMinutes()),
    second: two(there.getUTCSeconds()),
    weekday: there.getUTCDay(),
  };
}

/** 05/05/2025 */
export function date(instant: string | null | undefined): string {
  if (!instant) return UNKNOWN;
  const { day, month, year } = partsOf(instant);
  return `${day}/${month}/${year}`;
}

/** 17:00 */
export function time(instant: string | null | undefined): string {
  if (!instant) return UNKNOWN;
  const { hour, minute } = partsOf(instant);
  return `${hour}:${minute}`;
}

/** 17:00 05/05/2025 */
export const moment = (instant: string | null | undefined): string =>
  instant ? `${time(instant)} ${date(instant)}` : UNKNOWN;

/** To the second, for an auditor. */
export function exact(instant: string): string {
  const { hour, minute, second } = partsOf(instant);
  return `${hour}:${minute}:${second} ${date(instant)}`;
}

const SHORT_DAYS = {
  vi: ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};
/** Sunday first. */
export const weekdayNames = (): readonly string[] => SHORT_DAYS[languageNow()];
const LONG_DAYS = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

/** 17:00 T2 05/05/2025 */
export const shortMoment = (instant: string | null | undefined): string =>
  instant
    ? `${time(instant)} ${SHORT_DAYS[languageNow()][partsOf(instant).weekday]} ${date(instant)}`
    : UNKNOWN;

/** 17:00 thứ Hai 05/05/2025 */
export const longMoment = (instant: string | null | undefined): string =>
  instant
    ? `${time(instant)} ${LONG_DAYS[languageNow()][partsOf(instant).weekday]} ${date(instant)}`
    : UNKNOWN;

export const longDay = (instant: string): string =>
  `${LONG_DAYS[languageNow()][partsOf(instant).weekday]} ${date(instant)}`;

/** A calendar date, 2025-05-05, as 05/05/2025. */
export const plainDate = (day: string | null | undefined): string =>
  day ? day.split('-').reverse().join('/') : UNKNOWN;

const MARKS = { vi: ['.', ','], en: [',', '.'] } as const;

/** 1.234,5 in Vietnamese, 1,234.5 in English; written here, since Intl takes long to wake on an old computer. */
export function number(value: number, digits = 0): string {
  const [group, point] = MARKS[languageNow()];
  const [whole = '', fraction] = String(Math.abs(Number(value.toFixed(digits)))).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${value < 0 ? '-' : ''}${grouped}${fraction === undefined ? '' : point + fraction}`;
}

const MINUTES_A_DAY = 480;
/** Working minutes as working days: 240 is 0,5. */
export const days = (minutes: number): string => number(minutes / MINUTES_A_DAY, 2);

/** A Vietnamese date's first moment. */
export const startOfDay = (day: string): string => new Date(`${day}T00:00:00${OFFSET}`).toISOString();

/** 2025-05-05 in Vietnam. */
export function dayKey(instant: string): string {
  const { year, month, day } = partsOf(instant);
  return `${year}-${month}-${day}`;
}

/** Made at the first use: it is slow to make, and few pages sort people. */
let collator: Intl.Collator | undefined;
/** People by their given name, which stands last. */
export function byGivenName(a: string, b: string): number {
  const { compare } = (collator ??= new Intl.Collator('vi'));
  return compare(a.split(' ').at(-1) ?? a, b.split(' ').at(-1) ?? b) || compare(a, b);
}

/** For finding: no accents, no capitals. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
