/** On time? Where is time lost? Every figure opens the list of exactly its dossiers. */
import { DownloadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { time } from '../../common/formats.ts';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { askedOf, useReport, type Grouping } from './data.ts';
import { Filters } from './filters.tsx';
import { Handling } from './handling.tsx';
import { Ranking } from './ranking.tsx';
import { Spread } from './spread.tsx';
import { StepCharts } from './steps.tsx';
import { Summary } from './summary.tsx';
import { Trend } from './trend.tsx';

const route = getRouteApi('/inside/so-lieu');

export function FiguresPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const by: Grouping = search.by ?? (search.agency === undefined ? 'agency' : 'unit');
  const report = useReport(search, by);
  const client = useQueryClient();
  const query = new URLSearchParams(
    Object.entries({ ...askedOf(search), by }).map(([name, value]) => [name, `${value}`]),
  );
  return (
    <div className="stack">
      <PageHead title={t('figures.title')}>
        <Button href={`/api/figures?${query.toString()}&format=csv`}>{t('figures.csv')}</Button>
        <Button
          type="primary"
          href={`/api/figures?${query.toString()}&format=xlsx`}
          icon={<DownloadOutlined aria-hidden />}
          data-primary
        >
          {t('figures.xlsx')} (F2)
        </Button>
      </PageHead>
      <Filters search={search} />
      <p className="row second" role="status">
        {report.data && t('figures.updated', { at: time(report.data.asOf) })}
        <Button size="small" onClick={() => void client.invalidateQueries({ queryKey: ['figures'] })}>
          {t('do.reload')}
        </Button>
      </p>
      <Read query={report}>
        {(data) =>
          data.whole.openAtStart + data.whole.received === 0 ? (
            <Empty>{t('figures.empty')}</Empty>
          ) : (
            <>
              <Summary report={data} search={search} />
              <Handling whole={data.whole} search={search} />
              <Trend search={search} whole={data.whole.onTimeRate} />
              {search.channel === undefined && (
                <>
                  <StepCharts search={search} />
                  <Spread search={search} />
                </>
              )}
              <Ranking search={search} by={by} cells={data.cells} />
            </>
          )
        }
      </Read>
    </div>
  );
}
