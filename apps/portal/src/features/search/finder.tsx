/** The search form and what it found, for officers and auditors alike. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dossiersSearch } from '../../api-client/sdk.gen.ts';
import type { DossiersSearchData, FoundDossiers } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { afterOwnWrite } from '../../app/own-writes.ts';
import { date, shortMoment, UNKNOWN } from '../../common/formats.ts';
import { Han } from '../../common/han.tsx';
import { Empty, Failed, Loading } from '../../common/states.tsx';

type Wanted = Omit<DossiersSearchData['body'], 'cursor' | 'limit' | 'after'>;
type Target = '/ho-so/$id' | '/ho-so/$id/dien-lai';
const PAGE = 50;
const STATUSES = [
  'submitted',
  'open',
  'issued',
  'handed-over',
  'refused',
  'withdrawn',
  'stopped',
  'expired',
] as const;
/** A code has a dash and a digit, and no space; all else is somebody. */
const CODE = /^\S*\d\S*-\S*$/;

const fromWords = (words: string): Wanted => (CODE.test(words) ? { code: words } : { applicant: words });

const cleaned = (wanted: Wanted): Wanted =>
  Object.fromEntries(
    Object.entries(wanted).filter(([, value]) => value !== undefined && value !== '' && value !== false),
  );

export function Finder({ words, to }: { readonly words?: string | undefined; readonly to: Target }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<Wanted>(words ? fromWords(words) : {});
  const query = useInfiniteQuery({
    queryKey: ['search', wanted],
    queryFn: ({ pageParam }) =>
      call(
        dossiersSearch({
          body: {
            ...wanted,
            limit: PAGE,
            ...(pageParam !== undefined && { cursor: pageParam }),
            ...afterOwnWrite(),
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="stack">
      <Form
        className="panel"
        layout="vertical"
        initialValues={wanted}
        onFinish={(values: Wanted) => setWanted(cleaned(values))}
      >
        <div className="facts">
          <Form.Item name="code" label={t('search.code')}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="applicant" label={t('search.applicant')}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="status" label={t('search.status')}>
            <Select
              allowClear
              placeholder={t('search.any')}
              options={STATUSES.map((value) => ({ value, label: t(`search.statuses.${value}`) }))}
            />
          </Form.Item>
        </div>
        <div className="row">
          <Form.Item name="late" valuePropName="checked" noStyle>
            <Checkbox>{t('search.late')}</Checkbox>
          </Form.Item>
          <Button type="primary" htmlType="submit" data-primary>
            {t('do.search')}
          </Button>
        </div>
      </Form>
      {query.error !== null && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data === undefined && query.error === null && <Loading />}
      {query.data && rows.length === 0 && <Empty>{t('search.empty')}</Empty>}
      {rows.length > 0 && (
        <>
          <p role="status">{t('search.found', { total: query.data?.pages[0]?.total ?? 0 })}</p>
          <FoundTable rows={rows} to={to} />
          {query.hasNextPage && (
            <div>
              <Button onClick={() => void query.fetchNextPage()}>{t('do.more')}</Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}

function FoundTable({ rows, to }: { readonly rows: FoundDossiers['rows']; readonly to: Target }) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll" role="group" aria-label={t('search.title')} tabIndex={0}>
      <table className="plain work">
        <thead>
          <tr>
            <th scope="col">{t('column.dossier')}</th>
            <th scope="col">{t('column.applicant')}</th>
            <th scope="col">{t('column.status')}</th>
            <th scope="col">{t('column.left')}</th>
            <th scope="col">{t('column.due')}</th>
            <th scope="col">{t('column.step')}</th>
            <th scope="col">{t('column.received')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to={to} params={{ id: row.id }} className="code" data-row-link>
                  {row.code ?? t('dossier.noCode')}
                </Link>
                <div className="second">{row.procedure}</div>
              </td>
              <td>{row.applicant ?? UNKNOWN}</td>
              <td>{t(`national.n${row.national as 1}`)}</td>
              <td>
                <Han clock={row.clock} closed={row.issuedAt !== null || row.closedAt !== null} />
              </td>
              <td className="nowrap">{shortMoment(row.dueAt)}</td>
              <td>
                {row.steps.map(({ step, officer, unit }) => (
                  <div key={step}>
                    {step} {officer?.name ?? unit.name}
                  </div>
                ))}
              </td>
              <td className="nowrap">{date(row.receivedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
