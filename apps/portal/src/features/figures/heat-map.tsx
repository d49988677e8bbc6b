/** The share of late runs of each step and month. Too few to tell are hatched. */
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FiguresSearch } from '../../app/routes/figures.ts';
import { number } from '../../common/formats.ts';
import { Card } from './card.tsx';
import type { StepRow } from './data.ts';
import { periodOfMonth, shortMonth } from './period.ts';
import { shareOf, stepsOf, timedOf } from './step-words.ts';
import { percent } from './words.ts';

/** Shares from which each colour stands, and whether its words are white. */
const PIECES = [
  { gte: 0, lt: 0.05, color: '#FFF4EF' },
  { gte: 0.05, lt: 0.1, color: '#FBD0C0' },
  { gte: 0.1, lt: 0.2, color: '#EE9A82' },
  { gte: 0.2, lt: 0.4, color: '#C2403C' },
  { gte: 0.4, color: '#861218' },
] as const;
const WHITE_FROM = 0.2;
const FEW = 5;
const ROW_HEIGHT = 30;
const FRAME_HEIGHT = 96;
const HATCHED = {
  symbol: 'line',
  rotation: -0.7,
  dashArrayX: [1, 0],
  dashArrayY: [2, 5],
  color: 'rgba(27,36,48,.45)',
};

/** Else every cell would be patterned, as the bars of other charts are. */
const PLAIN = { symbol: 'none' };

interface StepsProps {
  readonly rows: readonly StepRow[];
  readonly search: FiguresSearch & { readonly procedure: string };
  readonly about: string;
}

export function HeatMap({ rows, search, about }: StepsProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const steps = useMemo(() => stepsOf(rows), [rows]);
  const months = useMemo(() => [...new Set(rows.flatMap(({ month }) => month ?? []))].sort(), [rows]);
  const cells = useMemo(() => rows.filter((row) => row.month !== null && timedOf(row) > 0), [rows]);
  const option = useMemo(
    () => ({
      grid: { left: 56, right: 16, top: 8, bottom: 72 },
      tooltip: {
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const row = cells[dataIndex]!;
          return `${row.step} ${shortMonth(row.month!)}: ${row.late}/${timedOf(row)} (${percent(shareOf(row), 1)})`;
        },
      },
      xAxis: { type: 'category', data: months.map(shortMonth), splitArea: { show: false } },
      yAxis: { type: 'category', inverse: true, data: steps.map(({ step }) => step) },
      visualMap: {
        type: 'piecewise',
        dimension: 2,
        orient: 'horizontal',
        left: 0,
        itemWidth: 14,
        itemGap: 6,
        bottom: 0,
        pieces: PIECES.map((piece) => ({
          ...piece,
          label:
            'lt' in piece ? `${percent(piece.gte, 0)}–${percent(piece.lt, 0)}` : `≥ ${percent(piece.gte, 0)}`,
        })),
      },
      series: [
        {
          type: 'heatmap',
          data: cells.map((row) => ({
            value: [shortMonth(row.month!), row.step, shareOf(row)],
            itemStyle: {
              borderColor: '#fff',
              borderWidth: 1,
              decal: timedOf(row) < FEW ? HATCHED : PLAIN,
            },
            label: {
              show: true,
              color: (shareOf(row) ?? 0) >= WHITE_FROM ? '#fff' : '#1B2430',
              formatter: percent(shareOf(row), 0),
            },
          })),
        },
      ],
    }),
    [cells, months, steps],
  );
  const worst = cells.reduce<StepRow | undefined>(
    (most, row) =>
      timedOf(row) >= FEW && (shareOf(row) ?? 0) > (most ? (shareOf(most) ?? 0) : 0) ? row : most,
    undefined,
  );
  const sentence = t('figures.heatSentence', {
    about,
    worst: worst ? `${worst.step} ${shortMonth(worst.month!)}, ${percent(shareOf(worst), 1)}` : '—',
  });
  const cellOf = new Map(cells.map((row) => [`${row.step} ${row.month}`, row]));
  return (
    <Card
      title={t('figures.heat')}
      note={about}
      chart={{
        option,
        sentence,
        height: steps.length * ROW_HEIGHT + FRAME_HEIGHT,
        onPick: ({ dataIndex }) => {
          const row = cells[dataIndex];
          if (row?.month) void navigate({ to: '/so-lieu/buoc', search: listOf(search, row, row.month) });
        },
      }}
      head={[t('figures.column.step'), ...months.map(shortMonth)]}
      rows={steps.map(({ step, content }) => ({
        key: step,
        cells: [
          `${step} ${content}`,
          ...months.map((month) => {
            const row = cellOf.get(`${step} ${month}`);
            return row ? (
              <Link key={month} to="/so-lieu/buoc" search={listOf(search, row, month)}>
                {percent(shareOf(row), 1)} ({number(row.late)}/{number(timedOf(row))})
              </Link>
            ) : (
              '—'
            );
          }),
        ],
      }))}
    />
  );
}

const listOf = (search: FiguresSearch, { step, edition }: StepRow, month: string) => {
  const { by: _by, ...rest } = search;
  return { ...rest, ky: periodOfMonth(month), step, edition, late: true as const };
};
