/** Points and shares as Vietnamese papers write them: a comma before the decimals. */
import type { LocalDate } from '#libs/calendar';

const MAX_DECIMALS = 2;

export const pointsInWords = (points: number | null): string =>
  points === null ? '–' : points.toLocaleString('vi-VN', { maximumFractionDigits: MAX_DECIMALS });

export const percentInWords = (percent: number): string =>
  `${percent.toLocaleString('vi-VN', { minimumFractionDigits: MAX_DECIMALS, maximumFractionDigits: MAX_DECIMALS })}%`;

export const dayInWords = (date: LocalDate): string => date.split('-').toReversed().join('/');
