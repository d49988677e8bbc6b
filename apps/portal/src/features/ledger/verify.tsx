/** One button: chains, tree and heads are recomputed by the server; how far it is, and what came of it each time. */
import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Radio } from 'antd';
import dayjs from 'dayjs';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ledgerVerify } from '../../api-client/sdk.gen.ts';
import type { LedgerVerification } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { queryClient } from '../../app/query.ts';
import { moment, number, startOfDay } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import { Read, SubmitFault } from '../../common/states.tsx';
import { verificationsQuery } from './data.ts';

type Scope = 'whole' | 'since';

export function Verify({ size, wholeUpTo }: { readonly size: number; readonly wholeUpTo: number }) {
  const { t } = useTranslation();
  const large = size > wholeUpTo;
  const [scope, setScope] = useState<Scope>(large ? 'since' : 'whole');
  const [day, setDay] = useState<Dayjs>(() => dayjs().subtract(7, 'day'));
  const query = useQuery(verificationsQuery);
  const verify = useMutation({
    mutationFn: () =>
      call(
        ledgerVerify({
          body: scope === 'whole' ? {} : { since: startOfDay(day.format('YYYY-MM-DD')) },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: verificationsQuery.queryKey }),
  });
  return (
    <section className="panel stack" aria-labelledby="verify">
      <h2 id="verify">{t('ledger.verify')}</h2>
      {large && <p className="second">{t('ledger.tooLarge', { count: wholeUpTo })}</p>}
      <div className="row" style={{ gap: 16 }}>
        <Radio.Group
          aria-label={t('ledger.scope')}
          value={scope}
          onChange={({ target }) => setScope(target.value as Scope)}
          options={[
            { value: 'whole', label: t('ledger.whole'), disabled: large },
            { value: 'since', label: t('ledger.since') },
          ]}
        />
        {scope === 'since' && (
          <DatePicker
            aria-label={t('ledger.sinceAt')}
            format="DD/MM/YYYY"
            allowClear={false}
            value={day}
            onChange={(picked) => picked && setDay(picked)}
          />
        )}
        <Button
          type="primary"
          icon={<SafetyCertificateOutlined aria-hidden />}
          loading={verify.isPending || query.data?.verifications[0]?.state === 'running'}
          onClick={() => verify.mutate()}
          data-primary
        >
          {t('do.verify')} (F2)
        </Button>
      </div>
      <SubmitFault error={verify.error} />
      <Read query={query}>
        {({ verifications }) => {
          const [latest] = verifications;
          return latest ? (
            <>
              <div role="status">
                <Outcome of={latest} />
              </div>
              <History rows={verifications} />
            </>
          ) : (
            <p className="second">{t('ledger.noHistory')}</p>
          );
        }}
      </Read>
    </section>
  );
}

function useOutcome(): (of: LedgerVerification) => string {
  const { t } = useTranslation();
  return ({ state, fault, reached }) => {
    const { events, sealed, streams, heads, count } = reached;
    const words = {
      events: number(events),
      sealed: number(sealed),
      streams: number(streams),
      heads: number(heads),
    };
    switch (state) {
      case 'running':
        return t('ledger.running', words);
      case 'done':
        return count === 0 ? t('ledger.intact', words) : t('ledger.broken', { count });
      case 'failed':
      case 'lost':
        return `${t('ledger.failed')} ${t(`ledger.faults.${(fault ?? 'lost') as 'failed'}`)}`;
      default:
        return state satisfies never;
    }
  };
}

function Outcome({ of }: { readonly of: LedgerVerification }) {
  const { t } = useTranslation();
  const words = useOutcome();
  const { state, reached } = of;
  const good = state === 'running' ? 'info' : state === 'done' && reached.count === 0 ? 'success' : 'error';
  return (
    <Alert
      type={good}
      showIcon
      title={words(of)}
      description={
        reached.findings.length > 0 ? (
          <ul aria-label={t('ledger.finding')}>
            {reached.findings.map(({ code, streamId, version, leaf }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the same finding may stand there twice
              <li key={index} className="hash">
                {[streamId, version && `#${version}`, leaf, code].filter(Boolean).join(' ')}
              </li>
            ))}
          </ul>
        ) : reached.unsealed > 0 ? (
          t('ledger.unsealed', { count: reached.unsealed })
        ) : undefined
      }
    />
  );
}

function History({ rows }: { readonly rows: readonly LedgerVerification[] }) {
  const { t } = useTranslation();
  const words = useOutcome();
  return (
    <details>
      <summary>
        {t('ledger.history')} ({rows.length})
      </summary>
      <HeadedTable
        label={t('ledger.history')}
        heads={[t('ledger.when'), t('ledger.who'), t('ledger.scope'), t('ledger.result')]}
      >
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="nowrap">{moment(row.begunAt)}</td>
            <td>{row.by}</td>
            <td>
              {row.asked.since === null
                ? t('ledger.whole')
                : t('ledger.from', { at: moment(row.asked.since) })}
            </td>
            <td>{words(row)}</td>
          </tr>
        ))}
      </HeadedTable>
    </details>
  );
}
