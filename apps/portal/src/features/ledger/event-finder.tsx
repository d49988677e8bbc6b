/** Any event by what an auditor holds in hand: its hash or id, its stream, its command, its place. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, DatePicker, Form, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerEvents } from '../../api-client/types.gen.ts';
import { isAuditor, useSession } from '../../app/session.ts';
import { exact, number, startOfDay } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { eventsQuery } from './data.ts';
import type { Asked } from './data.ts';

const SHOWN_OF_HASH = 16;
const KINDS = ['dossier', 'edition', 'calendar', 'organisation', 'account'] as const;

export function EventFinder() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [after, setAfter] = useState<string>();
  const query = useQuery(eventsQuery(asked, after));
  const find = ({ q, since }: { q: string; since?: Dayjs | null }) => {
    setAfter(undefined);
    setAsked({ q: q.trim(), ...(since && { since: startOfDay(since.format('YYYY-MM-DD')) }) });
  };
  return (
    <section className="panel stack" aria-labelledby="find">
      <h2 id="find">{t('ledger.find')}</h2>
      <Form layout="vertical" requiredMark={false} onFinish={find}>
        <div className="row" style={{ alignItems: 'flex-end', gap: 16 }}>
          <Form.Item
            name="q"
            label={t('ledger.findHint')}
            rules={[
              {
                required: true,
                whitespace: true,
                message: t('error.required', { what: t('ledger.findHint').toLowerCase() }),
              },
            ]}
            style={{ flex: '1 1 320px', marginBottom: 0 }}
          >
            <Input autoComplete="off" spellCheck={false} className="hash" />
          </Form.Item>
          <Form.Item name="since" label={t('ledger.findSince')} style={{ marginBottom: 0 }}>
            <DatePicker format="DD/MM/YYYY" />
          </Form.Item>
          <Button htmlType="submit">{t('do.search')}</Button>
        </div>
        <p className="second">{t('ledger.findSinceHint')}</p>
      </Form>
      {asked && (
        <Read query={query}>
          {({ events, next, scanned }) => (
            <>
              <div role="status">
                {events.length === 0 && <Empty>{t('ledger.notFound')}</Empty>}
                {scanned > 0 && <p className="second">{t('ledger.scanned', { count: scanned })}</p>}
              </div>
              {events.length > 0 && <Found rows={events} />}
              {next !== null && (
                <div>
                  <Button onClick={() => setAfter(next)}>{t('ledger.findOn')}</Button>
                </div>
              )}
            </>
          )}
        </Read>
      )}
    </section>
  );
}

function Found({ rows }: { readonly rows: LedgerEvents['events'] }) {
  const { t, i18n } = useTranslation();
  const auditor = isAuditor(useSession());
  const kindOf = (kind: string) => t(`ledger.kinds.${KINDS.find((each) => each === kind) ?? 'other'}`);
  const typeOf = (type: string): string => {
    const known = [`event.${type}`, `ledger.types.${type}`].find((key) => i18n.exists(key));
    return known ? t(known as 'event.unknown', { step: '' }) : t('event.unknown');
  };
  return (
    <HeadedTable
      labelledBy="find"
      heads={[
        t('ledger.stream'),
        num(t('ledger.version')),
        t('ledger.event'),
        t('ledger.recorded'),
        t('ledger.by'),
        t('ledger.hash'),
        t('ledger.sealed'),
      ]}
    >
      {rows.map((row) => (
        <tr key={row.eventId}>
          <td>
            <div>{row.code ?? kindOf(row.kind)}</div>
            <div className="row">
              {row.kind === 'dossier' && auditor && (
                <Link to="/ho-so/$id/dien-lai" params={{ id: row.stream }} search={{ at: row.recordedAt }}>
                  {t('ledger.replay')}
                </Link>
              )}
              <a
                href={`/api/ledger/streams/${row.stream}/evidence`}
                download={`bang-chung-${row.stream}.json`}
              >
                {t('ledger.evidence')}
              </a>
            </div>
          </td>
          <td className="num">{number(row.version)}</td>
          <td title={row.type}>{typeOf(row.type)}</td>
          <td className="nowrap">{exact(row.recordedAt)}</td>
          <td>{row.by.name}</td>
          <td className="hash" title={row.hash}>
            {row.hash.slice(0, SHOWN_OF_HASH)}…
          </td>
          <td>{row.sealed ? t('ledger.isSealed') : t('ledger.notSealed')}</td>
        </tr>
      ))}
    </HeadedTable>
  );
}
