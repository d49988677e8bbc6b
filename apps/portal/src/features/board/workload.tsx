/** Who carries how much: bars and their twin table. */
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sortedBy } from '../../common/arrays.ts';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { useBoard } from './data.ts';
import { Groups } from './groups.tsx';
import { Bars } from './bars.tsx';

const LOOK_AHEAD_HOURS = 48;
const MOST_BARS = 20;

export function WorkloadPage() {
  const { t } = useTranslation();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const query = useBoard({ by: 'officer', withinHours: LOOK_AHEAD_HOURS, limit: 1 });
  return (
    <div className="stack">
      <PageHead title={t('workload.title')}>
        <Segmented
          aria-label={t('workload.view')}
          value={view}
          onChange={setView}
          options={(['chart', 'table'] as const).map((value) => ({ value, label: t(`workload.${value}`) }))}
        />
      </PageHead>
      <p className="second">{t('workload.intro')}</p>
      <Read query={query}>
        {(board) => {
          const groups = sortedBy(board.groups, (a, b) => b.open - a.open);
          if (groups.length === 0) return <Empty>{t('board.emptyOpen')}</Empty>;
          if (view === 'table') {
            return (
              <Groups
                board={{ ...board, groups }}
                by="officer"
                chosen={undefined}
                onChoose={() => undefined}
              />
            );
          }
          return (
            <Bars
              sentence={t('workload.sentence', {
                count: groups.length,
                name: groups[0]!.name,
                open: groups[0]!.open,
              })}
              rows={groups.slice(0, MOST_BARS).map(({ key, name, late, near, open }) => ({
                key,
                name,
                parts: [
                  { token: 'late', label: t('han.late'), count: late },
                  { token: 'near', label: t('han.near'), count: near },
                  { token: 'own', label: t('workload.other'), count: open - late - near },
                ],
              }))}
            />
          );
        }}
      </Read>
    </div>
  );
}
