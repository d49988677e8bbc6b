/** Named counting profiles (rules.md CNT-07): a procedure names one, and may change single fields of it. */
import type { CountingProfile, LocalTime } from '#libs/calendar';

const WORKING_DAYS: CountingProfile = {
  unit: 'working-days',
  cutOff: 'none',
  supplement: 'pause',
  pausesFor: ['supplement', 'payment'],
  supplementExpiry: null,
  maxExtensions: 1,
  apology: 'one-working-day-before',
};

export const PROFILES: Readonly<Record<string, CountingProfile>> = {
  'working-days': WORKING_DAYS,
  'working-hours': { ...WORKING_DAYS, unit: 'working-hours' },
  'calendar-days': { ...WORKING_DAYS, unit: 'calendar-days' },
  /** Received after 15:00: counts from the next working day (CNT-03, CNT-05). */
  'working-days-15h': { ...WORKING_DAYS, cutOff: '15:00' as LocalTime },
  /** NĐ 297/2025/NĐ-CP Đ.6–7: the last hour counts as the next day, a supplement starts the term anew (CNT-06). */
  'linked-licensing': {
    ...WORKING_DAYS,
    cutOff: 'last-hour',
    supplement: 'restart',
    supplementExpiry: '15 ngày làm việc',
    apology: 'after',
  },
};
