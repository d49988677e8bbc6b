/** Date pickers know no zone: they are given, and give, Vietnam's time as if it were the computer's. */
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { OFFSET, partsOf } from './formats.ts';

export function toPicker(instant: string): Dayjs {
  const { year, month, day, hour, minute, second } = partsOf(instant);
  return dayjs(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
}
export const fromPicker = (picked: Dayjs): string =>
  new Date(`${picked.format('YYYY-MM-DDTHH:mm:ss')}${OFFSET}`).toISOString();
