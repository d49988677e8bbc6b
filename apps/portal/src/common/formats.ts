/** Dates and numbers as Vietnamese write them, times in Vietnam whatever the computer's zone. */
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { languageNow } from '../i18n/language.ts';

export const ZONE = 'Asia/Ho_Chi_Minh';
export const UNKNOWN = '—';
const OFFSET = '+07:00';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function partsOf(instant: string): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
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
const LONG_DAYS = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

const weekday = (instant: string): number => {
  const { year, month, day } = partsOf(instant);
  return new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDay();
};

/** 17:00 T2 05/05/2025 */
export const shortMoment = (instant: string | null | undefined): string =>
  instant ? `${time(instant)} ${SHORT_DAYS[languageNow()][weekday(instant)]} ${date(instant)}` : UNKNOWN;

/** 17:00 thứ Hai 05/05/2025 */
export const longMoment = (instant: string | null | undefined): string =>
  instant ? `${time(instant)} ${LONG_DAYS[languageNow()][weekday(instant)]} ${date(instant)}` : UNKNOWN;

export const longDay = (instant: string): string =>
  `${LONG_DAYS[languageNow()][weekday(instant)]} ${date(instant)}`;

/** A calendar date, 2025-05-05, as 05/05/2025. */
export const plainDate = (day: string | null | undefined): string =>
  day ? day.split('-').reverse().join('/') : UNKNOWN;

export const number = (value: number, digits = 0): string =>
  new Intl.NumberFormat(languageNow() === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: digits }).format(
    value,
  );

const MINUTES_A_DAY = 480;
/** Working minutes as working days: 240 is 0,5. */
export const days = (minutes: number): string => number(minutes / MINUTES_A_DAY, 2);

/** Date pickers know no zone: they are given, and give, Vietnam's time as if it were the computer's. */
export function toPicker(instant: string): Dayjs {
  const { year, month, day, hour, minute, second } = partsOf(instant);
  return dayjs(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
}
export const fromPicker = (picked: Dayjs): string =>
  new Date(`${picked.format('YYYY-MM-DDTHH:mm:ss')}${OFFSET}`).toISOString();

/** A Vietnamese date's first moment. */
export const startOfDay = (day: string): string => new Date(`${day}T00:00:00${OFFSET}`).toISOString();

/** 2025-05-05 in Vietnam. */
export function dayKey(instant: string): string {
  const { year, month, day } = partsOf(instant);
  return `${year}-${month}-${day}`;
}

const collator = new Intl.Collator('vi');
/** People by their given name, which stands last. */
export const byGivenName = (a: string, b: string): number =>
  collator.compare(a.split(' ').at(-1) ?? a, b.split(' ').at(-1) ?? b) || collator.compare(a, b);

/** For finding: no accents, no capitals. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
