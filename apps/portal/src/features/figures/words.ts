/** Shares and times as figures print them. */
import { number, UNKNOWN } from '../../common/formats.ts';

const PERCENT = 100;
const MINUTES_AN_HOUR = 60;

/** 92,31%, or — of nothing. */
export const percent = (share: number | null, digits = 2): string =>
  share === null ? UNKNOWN : `${number(share * PERCENT, digits)}%`;

/** Minutes as hours: 90 is 1,5. */
export const hours = (minutes: number): number => Math.round((minutes / MINUTES_AN_HOUR) * 10) / 10;
