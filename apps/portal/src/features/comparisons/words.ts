/** How figures of a comparison are written and shaded. */
import { number, UNKNOWN } from '../../common/formats.ts';

const PERCENT = 100;
const MINUTES_A_DAY = 480;

export const shareOf = (count: number, whole: number): string =>
  whole === 0 ? UNKNOWN : `${number((count * PERCENT) / whole, 1)}%`;

/** Working minutes as working days. */
export const daysOf = (minutes: number | null): string =>
  minutes === null ? UNKNOWN : number(minutes / MINUTES_A_DAY, 2);

/** The heat map's colours, from the least share that each is for; words on the last two are white. */
const HEAT = [
  { from: 0.4, background: '#861218', color: '#fff' },
  { from: 0.2, background: '#C2403C', color: '#fff' },
  { from: 0.1, background: '#EE9A82', color: '#1B2430' },
  { from: 0.05, background: '#FBD0C0', color: '#1B2430' },
  { from: 0, background: '#FFF4EF', color: '#1B2430' },
] as const;

export function heatOf(count: number, whole: number) {
  if (count === 0 || whole === 0) return undefined;
  const { background, color } = HEAT.find(({ from }) => count / whole >= from) ?? HEAT[HEAT.length - 1]!;
  return { background, color };
}
