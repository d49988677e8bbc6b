/** On time, month by month. */
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureTrend } from '../../api-client/types.gen.ts';
import type { FiguresSearch } from '../../app/routes/figures.ts';
import { COLOUR, FILL } from '../../app/theme.ts';
import { number, UNKNOWN } from '../../common/formats.ts';
import { Read } from '../../common/states.tsx';
import { Card } from './card.tsx';
import { lateShare, useTrend } from './data.ts';
import { MeasureLink } from './measure-link.tsx';
import { periodOfMonth, shortMonth } from './period.ts';
import { percent } from './words.ts';

interface TrendProps {
  readonly search: FiguresSearch;
  /** Of the whole period, against which months are seen. */
  readonly whole: number | null;
}

export function Trend({ search, whole }: TrendProps) {
  const query = useTrend(search);
  return (
    <Read query={query}>{({ months }) => <Months months={months} search={search} whole={whole} />}</Read>
  );
}

const HUNDRED = 100;
const HEIGHT = 280;
const onTimeOf = (month: FigureTrend['months'][number]): number | null => {
  const late = lateShare(month);
  return late === null ? null : 1 - late;
};

function Months({ months, search, whole }: TrendProps & { readonly months: FigureTrend['months'] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const option = useMemo(
    () => ({
      grid: { left: 48, right: 24, top: 28, bottom: 28 },
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value: number | null) => (value === null ? UNKNOWN : `${number(value, 2)}%`),
      },
      xAxis: { type: 'category', data: months.map(({ month }) => shortMonth(month)) },
      yAxis: { type: 'value', min: 0, max: HUNDRED, axisLabel: { formatter: '{value}%' } },
      series: [
        {
          type: 'line',
          name: t('figures.onTimeRate'),
          symbolSize: 9,
          itemStyle: { color: FILL.own },
          lineStyle: { color: FILL.own, width: 2 },
          label: { show: true, formatter: ({ value }: { value: number }) => `${number(value, 1)}%` },
          labelLayout: { hideOverlap: true },
          data: months.map((month) => rounded(onTimeOf(month))),
          ...(whole !== null && {
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { type: 'dashed', color: COLOUR.second },
              label: {
                position: 'insideStartBottom',
                formatter: t('figures.wholeLine', { rate: percent(whole) }),
              },
              data: [{ yAxis: rounded(whole) }],
            },
          }),
        },
      ],
    }),
    [months, whole, t],
  );
  const sentence = t('figures.trendSentence', {
    months: months.map((month) => `${shortMonth(month.month)}: ${percent(onTimeOf(month), 1)}`).join('; '),
  });
  const at = (month: string): FiguresSearch => ({ ...search, ky: periodOfMonth(month) });
  return (
    <Card
      title={t('figures.trend')}
      chart={{
        option,
        sentence,
        height: HEIGHT,
        onPick: ({ dataIndex }) => {
          const month = months[dataIndex];
          if (month) void navigate({ to: '/so-lieu/ho-so', search: { ...at(month.month), measure: 'late' } });
        },
      }}
      head={['monthHead', 'received', 'done', 'onTime', 'late', 'rate', 'openAtEnd'].map((name) =>
        t(`figures.column.${name as 'rate'}`),
      )}
      rows={months.map((month) => ({
        key: month.month,
        cells: [
          shortMonth(month.month),
          <MeasureLink key="r" search={at(month.month)} measure="received" count={month.received} />,
          <MeasureLink key="d" search={at(month.month)} measure="done" count={month.done} />,
          number(month.early + month.onTime),
          <MeasureLink key="l" search={at(month.month)} measure="late" count={month.late} />,
          percent(onTimeOf(month)),
          number(month.openAtEnd),
        ],
      }))}
    />
  );
}

const rounded = (share: number | null): number | null =>
  share === null ? null : Math.round(share * HUNDRED * HUNDRED) / HUNDRED;
