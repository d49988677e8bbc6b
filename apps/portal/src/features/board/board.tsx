/** The board of deadlines: who is late, or will be? */
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { useBoardRows } from './data.ts';
import type { Wanted } from './data.ts';
import { Groups } from './groups.tsx';
import { BoardRows } from './rows.tsx';

const route = getRouteApi('/inside/thoi-han');
const GROUPINGS = ['unit', 'officer', 'procedure', 'step'] as const;
const HOURS = ['24', '48', '168'] as const;

export function BoardPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { by = 'unit', group, hours = '48' } = route.useSearch();
  const wanted: Wanted = { by, withinHours: Number(hours), ...(group !== undefined && { group }) };
  const list = useBoardRows(wanted);
  const go = (next: { by?: typeof by; group?: string | undefined; hours?: typeof hours }) => {
    const { group: chosen, ...rest } = { by, hours, group, ...next };
    void navigate({ to: '/thoi-han', search: { ...rest, ...(chosen !== undefined && { group: chosen }) } });
  };
  return (
    <div className="stack">
      <PageHead title={t('board.title')} />
      <div className="row">
        <Segmented
          aria-label={t('board.groupBy')}
          value={by}
          onChange={(next) => go({ by: next, group: undefined })}
          options={GROUPINGS.map((value) => ({ value, label: t(`board.by.${value}`) }))}
        />
        <span className="second" id="within">
          {t('board.within')}
        </span>
        <Segmented
          aria-labelledby="within"
          value={hours}
          onChange={(next) => go({ hours: next })}
          options={HOURS.map((value) => ({ value, label: t(`board.hours.h${value}`) }))}
        />
      </div>
      <Read query={{ data: list.first, error: list.error, refetch: list.retry }}>
        {(board) =>
          board.groups.length === 0 ? (
            <Empty>{t('board.emptyOpen')}</Empty>
          ) : (
            <div className="stack">
              <Groups board={board} by={by} chosen={group} onChoose={(key) => go({ group: key })} />
              <BoardRows key={`${by} ${group}`} board={board} list={list} wanted={wanted} />
            </div>
          )
        }
      </Read>
    </div>
  );
}
