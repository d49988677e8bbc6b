/** The law that the figures keep, every number a link; and what is on time. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureCell, FigureReport } from '../../api-client/types.gen.ts';
import type { FiguresSearch, Measure } from '../../app/routes/figures.ts';
import { TOKEN_ICONS } from '../../common/han.tsx';
import { number } from '../../common/formats.ts';
import { MeasureLink } from './measure-link.tsx';
import { percent } from './words.ts';

const CAME = ['openAtStart', 'received'] as const;
const WENT = ['done', 'refused', 'withdrawn', 'stopped', 'expired', 'openAtEnd'] as const;
const DONE = ['early', 'onTime', 'late', 'noDeadline'] as const;
const OPEN = ['openInTime', 'openNear', 'openLate', 'openPaused', 'openNoDeadline'] as const;

interface SummaryProps {
  readonly report: FigureReport;
  readonly search: FiguresSearch;
}

export function Summary({ report, search }: SummaryProps) {
  const { t } = useTranslation();
  const { whole, conserved } = report;
  const terms = (measures: readonly (Measure & keyof FigureCell)[], keepNothing = true): ReactNode[] =>
    measures
      .filter((measure) => keepNothing || whole[measure] > 0)
      .map((measure, index) => (
        <span key={measure} className="nowrap">
          {index > 0 && '+ '}
          <MeasureLink search={search} measure={measure} count={whole[measure]}>
            {t(`figures.measure.${measure}`)}{' '}
          </MeasureLink>
        </span>
      ));
  return (
    <section className="panel stack" style={{ gap: 12 }} aria-label={t('figures.summary')}>
      <dl className="facts figure-facts">
        <div>
          <dt>{t('figures.onTimeRate')}</dt>
          <dd className="figure-big">{percent(whole.onTimeRate)}</dd>
          <dd className="second small">
            {t('figures.onTimeOf', {
              onTime: number(whole.early + whole.onTime),
              all: number(whole.early + whole.onTime + whole.late),
            })}
          </dd>
        </div>
        <div>
          <dt>{t('figures.rate766')}</dt>
          <dd className="figure-big">{percent(whole.rate766)}</dd>
          <dd className="second small">
            <MeasureLink search={search} measure="onTime766" count={whole.onTime766} />{' '}
            {t('figures.of', { all: number(whole.openAtStart + whole.received) })}
          </dd>
        </div>
        <div>
          <dt>{t('figures.measure.late')}</dt>
          <dd className="figure-big">
            <MeasureLink
              search={search}
              measure="late"
              count={whole.late}
              about={t('figures.measure.late')}
            />
          </dd>
          <dd className="second small">{t('figures.lateDone')}</dd>
        </div>
        <div>
          <dt>{t('figures.measure.openLate')}</dt>
          <dd className="figure-big">
            <MeasureLink
              search={search}
              measure="openLate"
              count={whole.openLate}
              about={t('figures.measure.openLate')}
            />
          </dd>
          <dd className="second small">{t('figures.lateOpen')}</dd>
        </div>
      </dl>
      <p className="row" style={{ gap: '4px 8px' }}>
        {terms(CAME)}
        <span>=</span>
        {terms(WENT)}
        <span className={conserved ? 'han han-ontime' : 'han han-late'}>
          {conserved ? TOKEN_ICONS.done : TOKEN_ICONS.late}
          <span>{t(conserved ? 'figures.conserved' : 'figures.notConserved')}</span>
        </span>
      </p>
      <p className="row second" style={{ gap: '4px 8px' }}>
        <span>{t('figures.ofDone')}</span>
        {terms(DONE, false)}
      </p>
      <p className="row second" style={{ gap: '4px 8px' }}>
        <span>{t('figures.ofOpen')}</span>
        {terms(OPEN, false)}
      </p>
    </section>
  );
}
