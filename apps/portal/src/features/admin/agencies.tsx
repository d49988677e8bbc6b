/** All agencies, past ones too on request; and who changed what in the organisation. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { placesLog } from '../../api-client/sdk.gen.ts';
import type { AdminAgencies } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { queryClient } from '../../app/query.ts';
import { dayKey, exact, number, plain } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { More, useMore } from '../../common/more.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { AgencyDialog } from './agency-dialog.tsx';
import { ADMIN, agenciesQuery } from './data.ts';
import { useValidityWords } from './validity.tsx';

type Agency = AdminAgencies['agencies'][number];

export function AgenciesPage() {
  const { t } = useTranslation();
  const [find, setFind] = useState('');
  const [ended, setEnded] = useState(false);
  const [adding, setAdding] = useState(false);
  const [told, setTold] = useState(false);
  const query = useQuery(agenciesQuery);
  const today = dayKey(new Date().toISOString());
  const shown = ({ code, name, shortName, validTo }: Agency): boolean =>
    plain(`${code} ${name} ${shortName}`).includes(plain(find)) &&
    (ended || validTo === null || validTo >= today);
  return (
    <div className="stack">
      <PageHead title={t('admin.agencies.title')}>
        <Button type="primary" onClick={() => setAdding(true)} data-primary>
          {t('admin.agencies.add')} (F2)
        </Button>
      </PageHead>
      <div role="status">{told && <Alert type="success" showIcon title={t('admin.saved')} />}</div>
      <div className="row" style={{ gap: 16 }}>
        <Input
          aria-label={t('admin.agencies.find')}
          placeholder={t('admin.agencies.find')}
          value={find}
          onChange={({ target }) => setFind(target.value)}
          style={{ maxWidth: 420 }}
        />
        <Checkbox checked={ended} onChange={({ target }) => setEnded(target.checked)}>
          {t('admin.agencies.showEnded')}
        </Checkbox>
      </div>
      <Read query={query}>
        {({ agencies }) => {
          const rows = agencies.filter(shown);
          return rows.length === 0 ? <Empty>{t('admin.agencies.empty')}</Empty> : <Listed rows={rows} />;
        }}
      </Read>
      <ChangeLog />
      {adding && (
        <AgencyDialog
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false);
            setTold(true);
            void queryClient.invalidateQueries({ queryKey: ADMIN });
          }}
        />
      )}
    </div>
  );
}

function Listed({ rows }: { readonly rows: readonly Agency[] }) {
  const { t } = useTranslation();
  const valid = useValidityWords();
  return (
    <HeadedTable
      label={t('admin.agencies.title')}
      heads={[
        t('admin.agencies.name'),
        t('admin.agencies.code'),
        t('admin.agencies.level'),
        t('admin.agencies.parent'),
        num(t('admin.agencies.units')),
        num(t('admin.agencies.people')),
        t('admin.valid'),
      ]}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <td>
            <Link to="/quan-tri/co-quan/$id" params={{ id: row.id }} data-row-link>
              {row.name}
            </Link>
          </td>
          <td className="nowrap">{row.code}</td>
          <td>{t(`admin.agencies.levels.${row.level as 'commune'}`)}</td>
          <td>{row.parent?.name ?? '—'}</td>
          <td className="num">{number(row.units)}</td>
          <td className="num">{number(row.officers)}</td>
          <td>{valid(row)}</td>
        </tr>
      ))}
    </HeadedTable>
  );
}

function ChangeLog() {
  const { t } = useTranslation();
  const list = useMore([...ADMIN, 'changes'], (before?: number) =>
    call(placesLog({ query: before === undefined ? {} : { before } })),
  );
  return (
    <section className="panel stack" aria-labelledby="log">
      <h2 id="log">{t('admin.agencies.log')}</h2>
      {list.first && (
        <p className="second">{t('admin.agencies.onRecord', { version: list.first.onRecord })}</p>
      )}
      <More list={list} rowsOf={(page) => page.changes}>
        {(changes) => (
          <HeadedTable
            labelledBy="log"
            heads={[
              num(t('admin.agencies.version')),
              t('admin.agencies.at'),
              t('admin.agencies.by'),
              t('admin.agencies.what'),
            ]}
          >
            {changes.map(({ version, at, by, records, count }) => (
              <tr key={version}>
                <td className="num">{number(version)}</td>
                <td className="nowrap">{exact(at)}</td>
                <td>{by}</td>
                <td>
                  {records
                    .map(
                      ({ type, record, name }) =>
                        `${t(`admin.agencies.records.${type as 'UnitRecorded'}`)}: ${name || record}`,
                    )
                    .join('; ')}{' '}
                  {count > records.length && t('admin.agencies.andMore', { count: count - records.length })}
                </td>
              </tr>
            ))}
          </HeadedTable>
        )}
      </More>
    </section>
  );
}
