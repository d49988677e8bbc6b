/** Nonconformities by how they stand: number, kind, grade, source, times, owner, stage, due. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nonconformitiesList } from '../../api-client/sdk.gen.ts';
import type { NonconformityPage } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { afterOwnWrite } from '../../app/own-writes.ts';
import { NC_TABS } from '../../app/routes/nonconformities.ts';
import { UNKNOWN, number } from '../../common/formats.ts';
import { Han } from '../../common/han.tsx';
import { HeadedTable } from '../../common/headed-table.tsx';
import { Notice } from '../../common/notice.tsx';
import { More, useMore } from '../../common/more.tsx';
import { PageHead } from '../../common/page.tsx';
import { Tabs } from '../../common/tabs.tsx';
import { Raise } from './raise.tsx';

type Row = NonconformityPage['rows'][number];
type Tab = (typeof NC_TABS)[number];
const route = getRouteApi('/inside/khong-phu-hop');
const PAGE = 50;

export function NonconformitiesPage() {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { tab = 'open' } = route.useSearch();
  const [raising, setRaising] = useState(false);
  const [raised, setRaised] = useState<{ id: string; code: string } | null>(null);
  const list = useMore(['nonconformities', tab], (cursor?: string) =>
    call(
      nonconformitiesList({
        query: { tab, limit: PAGE, ...(cursor !== undefined && { cursor }), ...afterOwnWrite() },
      }),
    ),
  );
  const { first } = list;
  const mayRaise = (first?.mayRaiseIn.length ?? 0) > 0;
  return (
    <>
      <PageHead title={t('nonconformities.title')}>
        <Link to="/khong-phu-hop/nguyen-nhan">{t('causes.title')}</Link>
        <Link to="/khong-phu-hop/thiet-lap">{t('nonconformities.settings.title')}</Link>
        {mayRaise && (
          <button type="button" className="btn btn-primary" data-primary onClick={() => setRaising(true)}>
            {t('nonconformities.raise')} (F2)
          </button>
        )}
      </PageHead>
      <div role="status">
        {raised && (
          <Notice
            kind="success"
            title={t('nonconformities.raised', { code: raised.code })}
            onClose={() => setRaised(null)}
          >
            <Link to="/khong-phu-hop/$id" params={{ id: raised.id }}>
              {t('do.open')} {raised.code}
            </Link>
          </Notice>
        )}
      </div>
      <Tabs
        label={t('nonconformities.title')}
        chosen={tab}
        onChoose={(key: Tab) => void navigate({ search: { tab: key } })}
        items={NC_TABS.map((key) => ({
          key,
          label: `${t(`nonconformities.tabs.${key}`)} ${first ? number(first.tabs[key]) : ''}`,
        }))}
      >
        <div className="stack">
          <p className="second">{t(`nonconformities.explain.${tab}`)}</p>
          <More
            list={list}
            rowsOf={({ rows }) => rows}
            none={t(tab === 'mine' ? 'nonconformities.emptyMine' : 'nonconformities.empty')}
          >
            {(rows) => <Rows rows={rows} />}
          </More>
        </div>
      </Tabs>
      {raising && first && (
        <Raise
          agencies={first.mayRaiseIn}
          onClose={() => setRaising(false)}
          onDone={(reply) => {
            setRaising(false);
            setRaised(reply);
            list.again();
          }}
        />
      )}
    </>
  );
}

const COLUMNS = ['code', 'kind', 'severity', 'source', 'times', 'owner', 'stage', 'due'] as const;

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useTranslation();
  return (
    <HeadedTable
      label={t('nonconformities.title')}
      heads={COLUMNS.map((name) => ({
        text: t(`nonconformities.column.${name}`),
        className: name === 'times' ? 'num' : undefined,
      }))}
    >
      {rows.map((row) => (
        <OneRow key={row.id} row={row} />
      ))}
    </HeadedTable>
  );
}

function OneRow({ row }: { readonly row: Row }) {
  const { t } = useTranslation();
  const place = row.procedure && [row.procedure.code, row.step].filter(Boolean).join(' ');
  return (
    <tr>
      <td className="nowrap">
        <Link to="/khong-phu-hop/$id" params={{ id: row.id }} data-row-link>
          {row.code}
        </Link>
        <div className="second small">{row.year}</div>
      </td>
      <td>
        {row.title}
        <div className="second small">{[place, row.agency.name].filter(Boolean).join(', ')}</div>
      </td>
      <td className="nowrap">{t(`nonconformities.severity.${row.severity}`)}</td>
      <td>{t(`nonconformities.source.${row.source}`)}</td>
      <td className="num">{row.policy === null ? UNKNOWN : number(row.occurrences)}</td>
      <td>{row.owner?.name ?? UNKNOWN}</td>
      <td className="nowrap">
        {row.stage
          ? t(`nonconformities.stage.${row.stage}`)
          : t(`nonconformities.status.${row.status as 'closed'}`)}
      </td>
      <td className="nowrap">{row.stage ? <Han clock={row.clock} /> : UNKNOWN}</td>
    </tr>
  );
}
