/** How what ended in the period was handled: whose time it took, and what went back and forth. */
import { useTranslation } from 'react-i18next';
import type { FigureCell } from '../../api-client/types.gen.ts';
import type { FiguresSearch } from '../../app/routes/figures.ts';
import { FactList } from '../../common/facts.tsx';
import { number } from '../../common/formats.ts';
import { MeasureLink } from './measure-link.tsx';
import { hours } from './words.ts';

const TIMES = ['own', 'otherAgency', 'applicant', 'outside'] as const;
/** Each counts times; its list has the dossiers in which it happened. */
const TIMES_OVER = ['returns', 'supplements', 'rePromises', 'apologiesInTime'] as const;

interface HandlingProps {
  readonly whole: FigureCell;
  readonly search: FiguresSearch;
}

export function Handling({ whole, search }: HandlingProps) {
  const { t } = useTranslation();
  const { done, refused, withdrawn, stopped, expired, sums } = whole;
  const ended = done + refused + withdrawn + stopped + expired;
  if (ended === 0) return null;
  const each = (minutes: number): string =>
    t('figures.hoursEach', { hours: number(hours(minutes / ended), 1) });
  return (
    <section className="panel stack" style={{ gap: 12 }} aria-labelledby="handling">
      <h2 id="handling">{t('figures.handling')}</h2>
      <p className="second">{t('figures.handlingOf', { ended: number(ended) })}</p>
      <FactList
        facts={[
          [t('figures.allowedEach'), each(sums.allowedMinutes)],
          ...TIMES.map((name): [string, string] => [
            t(`figures.whose.${name}`),
            each(sums[`${name}Minutes`]),
          ]),
        ]}
      />
      <FactList
        facts={TIMES_OVER.map((name) => [
          t(`figures.measure.${name}`),
          <span key={name}>
            <MeasureLink
              search={search}
              measure={name}
              count={sums[name]}
              about={t(`figures.measure.${name}`)}
            />{' '}
            <span className="second">{t('figures.perDossier', { each: number(sums[name] / ended, 2) })}</span>
          </span>,
        ])}
      />
    </section>
  );
}
