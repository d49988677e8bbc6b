/** Who is on time: the twenty that most need looking at, and all in the table. */
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureCell } from '../../api-client/types.gen.ts';
import { useProcedureTitles } from '../../app/reference.ts';
import { FIGURE_GROUPS, type FiguresSearch } from '../../app/routes/figures.ts';
import { FILL } from '../../app/theme.ts';
import { sortedBy } from '../../common/arrays.ts';
import { Card } from './card.tsx';
import type { Grouping } from './data.ts';
import { MeasureLink } from './measure-link.tsx';
import { percent } from './words.ts';

const route = getRouteApi('/inside/so-lieu');
const MOST = 20;
const HUNDRED = 100;
const ROW_HEIGHT = 28;
const FRAME_HEIGHT = 40;
/** A phone, in pixels. */
const NARROW = 480;
const NARROW_NAME = 110;
const WIDE_NAME = 260;

interface RankingProps {
  readonly search: FiguresSearch;
  readonly by: Grouping;
  readonly cells: readonly FigureCell[];
}

export function Ranking({ search, by, cells }: RankingProps) {
  const { t } = useTranslation();
  const titles = useProcedureTitles();
  const change = route.useNavigate();
  const navigate = useNavigate();
  const ranked = useMemo(
    () => sortedBy(cells, (a, b) => (a.onTimeRate ?? 2) - (b.onTimeRate ?? 2) || b.late - a.late),
    [cells],
  );
  const shown = useMemo(
    () => ranked.filter(({ onTimeRate }) => onTimeRate !== null).slice(0, MOST),
    [ranked],
  );
  const nameOf = (cell: FigureCell): string => {
    if (by === 'channel') return t(`channel.${cell.key as 'counter'}`);
    if (by === 'procedure') return `${cell.name} ${titles.get(cell.key) ?? ''}`;
    if (by !== 'edition') return cell.name;
    const { procedure, edition } = editionOf(cell.key);
    return t('figures.editionOf', { procedure: `${procedure} ${titles.get(procedure) ?? ''}`, edition });
  };
  // In the chart there is no room for titles.
  const short = (cell: FigureCell): string => (by === 'channel' ? nameOf(cell) : shortened(cell.name));
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 56, top: 8, bottom: 28, containLabel: true },
      xAxis: { type: 'value', min: 0, max: HUNDRED, axisLabel: { formatter: '{value}%', hideOverlap: true } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map(short),
        axisLabel: { overflow: 'truncate' },
      },
      media: [
        { query: { maxWidth: NARROW }, option: { yAxis: { axisLabel: { width: NARROW_NAME } } } },
        { option: { yAxis: { axisLabel: { width: WIDE_NAME } } } },
      ],
      series: [
        {
          type: 'bar',
          barMaxWidth: 18,
          itemStyle: { color: FILL.own },
          label: {
            show: true,
            position: 'right',
            formatter: ({ dataIndex }: { dataIndex: number }) =>
              percent(shown[dataIndex]?.onTimeRate ?? null, 1),
          },
          data: shown.map(({ onTimeRate }) => Math.round((onTimeRate ?? 0) * HUNDRED * 10) / 10),
        },
      ],
    }),
    // oxlint-disable-next-line react/exhaustive-deps -- names follow the cells
    [shown, by, t],
  );
  const sentence = t('figures.rankSentence', {
    groups: shown.map((cell) => `${nameOf(cell)}: ${percent(cell.onTimeRate, 1)}`).join('; '),
  });
  const of = (cell: FigureCell): FiguresSearch => ({ ...search, ...placeOf(by, cell.key) });
  return (
    <>
      <label className="row">
        {t('figures.rankBy')}
        <Select
          value={by}
          style={{ minWidth: 180 }}
          options={FIGURE_GROUPS.map((value) => ({ value, label: t(`figures.group.${value}`) }))}
          onChange={(value) => void change({ search: { ...search, by: value } })}
        />
      </label>
      <Card
        title={t('figures.ranking')}
        note={t('figures.rankNote')}
        chart={{
          option,
          sentence,
          height: shown.length * ROW_HEIGHT + FRAME_HEIGHT,
          onPick: ({ dataIndex }) => {
            const cell = shown[dataIndex];
            if (cell) void navigate({ to: '/so-lieu/ho-so', search: { ...of(cell), measure: 'late' } });
          },
        }}
        head={['rank', 'received', 'done', 'late', 'rate', 'openLate'].map((name) =>
          name === 'rank' ? t(`figures.group.${by}`) : t(`figures.column.${name as 'rate'}`),
        )}
        rows={ranked.map((cell) => ({
          key: cell.key,
          cells: [
            nameOf(cell),
            <MeasureLink key="r" search={of(cell)} measure="received" count={cell.received} />,
            <MeasureLink key="d" search={of(cell)} measure="done" count={cell.done} />,
            <MeasureLink key="l" search={of(cell)} measure="late" count={cell.late} />,
            percent(cell.onTimeRate),
            <MeasureLink key="o" search={of(cell)} measure="openLate" count={cell.openLate} />,
          ],
        }))}
      />
    </>
  );
}

/** `QT.HT.01 3`. */
function editionOf(key: string): { readonly procedure: string; readonly edition: number } {
  const at = key.lastIndexOf(' ');
  return { procedure: key.slice(0, at), edition: Number(key.slice(at + 1)) };
}

/** Where a cell is, as its list is asked for. */
const placeOf = (by: Grouping, key: string): Partial<FiguresSearch> =>
  by === 'edition' ? editionOf(key) : { [by]: key };

/** As people write it where there is no room. */
const shortened = (name: string): string => name.replace(/^Ủy ban nhân dân/, 'UBND');
