/** How a comparison is told: figures, shades, and a difference in a sentence. */
import { useTranslation } from 'react-i18next';
import { number, UNKNOWN } from '../../common/formats.ts';
import type { Part } from './comparison.tsx';
import type { Difference } from './matrix.tsx';

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

/** A difference as the head and the text of what becomes of it, for a person to write on. */
export function useFindingWords(part: Part, { kind, at }: Difference): { title: string; text: string } {
  const { t } = useTranslation();
  const content = part.steps.find(({ no }) => no === at)?.content;
  const place = content === undefined ? at : `${at} ${content}`;
  const count = part.differences.find((one) => one.kind === kind && one.at === at)?.cases ?? 0;
  return {
    title: t('comparisons.raiseTitle', { kind: t(`comparisons.kind.${kind}`), at: place }),
    text: t('comparisons.raiseText', {
      code: part.procedure,
      n: number(count),
      cases: number(part.cases),
      what: `${t(`comparisons.kindLong.${kind}`).toLowerCase()} (${place})`,
    }),
  };
}
