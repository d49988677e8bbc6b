/** The board of deadlines: who is late, or will be? */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LateBoard } from '../../api-client/types.gen.ts';
import { isAuditor, leads, useSession } from '../../app/session.ts';
import { shortMoment, time } from '../../common/formats.ts';
import { Han } from '../../common/han.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { ActDialog } from './act-dialog.tsx';
import { useBoard } from './data.ts';
import { Groups } from './groups.tsx';

type Row = LateBoard['rows'][number];
const route = getRouteApi('/inside/thoi-han');
const GROUPINGS = ['unit', 'officer', 'procedure', 'step'] as const;
const HOURS = ['24', '48', '168'] as const;
const MOST_ROWS = 200;

export function BoardPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { by = 'unit', group, hours = '48' } = route.useSearch();
  const query = useBoard({
    by,
    withinHours: Number(hours),
    limit: MOST_ROWS,
    ...(group !== undefined && { group }),
  });
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
      <Read query={query}>
        {(board) =>
          board.groups.length === 0 ? (
            <Empty>{t('board.emptyOpen')}</Empty>
          ) : (
            <div className="stack">
              <Groups board={board} by={by} chosen={group} onChoose={(key) => go({ group: key })} />
              <Rows board={board} reload={() => void query.refetch()} />
            </div>
          )
        }
      </Read>
    </div>
  );
}

function Rows({ board, reload }: { readonly board: LateBoard; readonly reload: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const [acting, setActing] = useState<{ row: Row; action: 'reassign' | 'extend' } | null>(null);
  const acts = leads(session) && !isAuditor(session);
  if (board.rows.length === 0) return <Empty>{t('board.empty')}</Empty>;
  return (
    <section className="stack" aria-labelledby="board-rows">
      <h2 id="board-rows">
        {t('board.rows')} ({board.total})
      </h2>
      <div className="table-scroll" role="group" aria-labelledby="board-rows" tabIndex={0}>
        <table className="plain work">
          <thead>
            <tr>
              <th scope="col">{t('column.left')}</th>
              <th scope="col">{t('column.dossier')}</th>
              <th scope="col">{t('column.step')}</th>
              <th scope="col">{t('column.officer')}</th>
              <th scope="col">{t('column.due')}</th>
              {acts && <th scope="col">{t('column.next')}</th>}
            </tr>
          </thead>
          <tbody>
            {board.rows.map((row) => (
              <tr key={`${row.dossier} ${row.step.no} ${row.step.run}`}>
                <td>
                  <Han clock={row.clock} />
                  {row.dossierClock.state !== 'none' && (
                    <div className="small">
                      {t('column.dossier')} <Han clock={row.dossierClock} />
                    </div>
                  )}
                </td>
                <td>
                  <Link to="/ho-so/$id" params={{ id: row.dossier }} className="code" data-row-link>
                    {row.code ?? t('dossier.noCode')}
                  </Link>
                  <div className="second">{row.procedure.title}</div>
                </td>
                <td className="step-cell">
                  {row.step.no} {row.step.content}
                </td>
                <td>
                  {row.officer?.name ?? t('board.unassigned')}
                  <div className="second">{row.unit.name}</div>
                </td>
                <td className="nowrap">{shortMoment(row.dossierClock.dueAt)}</td>
                {acts && (
                  <td>
                    <div className="row">
                      <Button size="small" onClick={() => setActing({ row, action: 'reassign' })}>
                        {t('board.reassign')}
                      </Button>
                      <Button size="small" onClick={() => setActing({ row, action: 'extend' })}>
                        {t('board.extend')}
                      </Button>
                    </div>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="second">{t('inbox.asOf', { at: time(board.asOf) })}</p>
      {acting && (
        <ActDialog
          {...acting}
          onClose={() => setActing(null)}
          onDone={() => {
            setActing(null);
            reload();
          }}
        />
      )}
    </section>
  );
}
