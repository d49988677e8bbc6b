/** How an objective's numbers and months are written. */
import { number } from '../../../common/formats.ts';
import type { RecordOf } from '../shell/index.ts';

export type Objective = RecordOf<'objective'>;

const DIGITS = 2;

export const valueOf = (value: number, unit: string): string =>
  `${number(value, DIGITS)}${unit === '%' ? '' : ' '}${unit}`;

/** 09/2026 */
export const monthName = (month: string): string => month.split('-').reverse().join('/');
