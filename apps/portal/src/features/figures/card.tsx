/** One question: answered by a chart, or by the table that is its twin. */
import { Segmented } from 'antd';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HeadedTable } from '../../common/headed-table.tsx';
import { Chart, type ChartProps } from './chart.tsx';

interface CardProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly chart: ChartProps;
  readonly head: readonly string[];
  /** Cells of a row; the first is its name, the others are numbers. */
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

export function Card({ title, note, chart, head, rows }: CardProps) {
  const { t } = useTranslation();
  const id = useId();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <section className="panel stack" aria-labelledby={id} style={{ gap: 8 }}>
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h2 id={id}>{title}</h2>
        <Segmented
          aria-label={t('figures.view', { title })}
          value={view}
          onChange={setView}
          options={[
            { value: 'chart', label: t('figures.chart') },
            { value: 'table', label: t('figures.table') },
          ]}
        />
      </div>
      {note !== undefined && <p className="second">{note}</p>}
      {view === 'chart' ? (
        <Chart {...chart} />
      ) : (
        <HeadedTable
          labelledBy={id}
          heads={head.map((name, index) => ({ text: name, className: index === 0 ? undefined : 'num' }))}
        >
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th key={head[index]} scope="row" style={{ fontWeight: 400 }}>
                    {cell}
                  </th>
                ) : (
                  <td key={head[index]} className="num">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </HeadedTable>
      )}
    </section>
  );
}
