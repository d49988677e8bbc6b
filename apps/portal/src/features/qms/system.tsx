/** One agency's system: how far it has come, its certificates with their surveys, and every entry with its document. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QmsRecord } from '../../api-client/types.gen.ts';
import { isCommittee, useSession } from '../../app/session.ts';
import { number, plainDate, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { systemQuery } from './data.ts';
import { EnterDialog, WithdrawDialog } from './dialogs.tsx';
import { COMMITTEES_KINDS, STAGES } from './kinds.ts';
import { useEntryWords } from './words.ts';

const route = getRouteApi('/inside/chat-luong/he-thong/$agency');

export function SystemPage() {
  const { agency } = route.useParams();
  const { t } = useTranslation();
  const query = useQuery(systemQuery(agency));
  return (
    <div className="stack">
      {!query.data && <PageHead title={t('qms.title')} />}
      <Read query={query}>{(record) => <Shown record={record} />}</Read>
    </div>
  );
}

function Shown({ record }: { readonly record: QmsRecord }) {
  const { t } = useTranslation();
  const [entering, setEntering] = useState(false);
  const { coverage } = record;
  return (
    <>
      <PageHead title={record.agency.name}>
        <Link to="/chat-luong/he-thong">{t('qms.back')}</Link>
        {record.mayRecord && (
          <Button type="primary" data-primary="true" onClick={() => setEntering(true)}>
            {t('qms.enter')} (F2)
          </Button>
        )}
      </PageHead>
      <Stages record={record} />
      <Certificates record={record} />
      {coverage && (
        <p>
          {t('qms.coverage', { covered: number(coverage.covered), announced: number(coverage.announced) })}{' '}
          <Link to="/chat-luong/thu-tuc-hanh-chinh" search={{ agency: record.agency.id }}>
            {t('qms.coverageMore')}
          </Link>
        </p>
      )}
      <Entries record={record} />
      {entering && <EnterDialog record={record} onClose={() => setEntering(false)} />}
    </>
  );
}

function Stages({ record }: { readonly record: QmsRecord }) {
  const { t } = useTranslation();
  const reached = new Map(record.milestones.map(({ milestone, on }) => [milestone, on]));
  const others = record.milestones.filter(
    ({ milestone }) => !(STAGES as readonly string[]).includes(milestone),
  );
  return (
    <section className="panel stack" aria-label={t('qms.stage')}>
      <ol className="chips">
        {STAGES.map((stage) => (
          <li
            key={stage}
            className="chip"
            style={{ cursor: 'default', ...(stage === record.stage && { background: '#D9E9F5' }) }}
            {...(stage === record.stage && { 'aria-current': 'step' as const })}
          >
            {t(`qms.stages.${stage}`)} {reached.has(stage) && plainDate(reached.get(stage))}
          </li>
        ))}
      </ol>
      {record.stage === null && <p>{t('qms.stages.none')}</p>}
      {others.length > 0 && (
        <p>
          {others
            .map(({ milestone, on }) => `${t(`qms.milestone.${milestone as 'pilot'}`)} ${plainDate(on)}`)
            .join('; ')}
        </p>
      )}
      {record.duties.map(({ duty, about, due, daysLeft }) => (
        <p key={`${duty} ${about}`} className={daysLeft < 0 ? 'han han-late' : undefined}>
          {t(`qms.duty.${duty}`)} {about}: {plainDate(due)},{' '}
          {daysLeft < 0 ? t('qms.daysOver', { count: -daysLeft }) : t('qms.daysLeft', { count: daysLeft })}
        </p>
      ))}
    </section>
  );
}

const CERTIFICATE_COLUMNS = ['number', 'body', 'standard', 'until', 'state', 'surveys', 'next'] as const;

function Certificates({ record }: { readonly record: QmsRecord }) {
  const { t } = useTranslation();
  if (record.certificates.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="certificates">
      <h2 id="certificates">{t('qms.certificates')}</h2>
      <HeadedTable
        labelledBy="certificates"
        heads={CERTIFICATE_COLUMNS.map((name) => t(`qms.certificate.${name}`))}
      >
        {record.certificates.map((one) => (
          <tr key={one.number}>
            <td className="nowrap">{one.number}</td>
            <td>{one.body}</td>
            <td>{one.standard}</td>
            <td className="nowrap">
              {plainDate(one.from)} – {plainDate(one.until)}
            </td>
            <td>{t(`qms.certificateState.${one.state}`)}</td>
            <td>
              {one.surveys
                .map(({ on, outcome }) => `${plainDate(on)} ${t(`qms.outcome.${outcome}`)}`)
                .join('; ') || UNKNOWN}
            </td>
            <td className="nowrap">{plainDate(one.nextSurveillance)}</td>
          </tr>
        ))}
      </HeadedTable>
    </section>
  );
}

function Entries({ record }: { readonly record: QmsRecord }) {
  const { t } = useTranslation();
  const words = useEntryWords();
  const committee = isCommittee(useSession());
  const [withdrawing, setWithdrawing] = useState<number | null>(null);
  return (
    <section className="stack" aria-labelledby="entries">
      <h2 id="entries">{t('qms.entries')}</h2>
      {record.entries.length === 0 ? (
        <Empty>{t('qms.noEntries')}</Empty>
      ) : (
        <ol className="timeline panel">
          {record.entries.map(({ no, entry }) => (
            <li key={no}>
              <div>
                <strong>{t(`qms.kind.${entry.type}`)}</strong>, {plainDate(entry.on)}
              </div>
              <div className="second">
                {entry.basis.number}, {plainDate(entry.basis.date)}
                {entry.basis.title && `, ${entry.basis.title}`}
              </div>
              <div>{words(entry)}</div>
              {record.mayRecord && (committee || !COMMITTEES_KINDS.includes(entry.type)) && (
                <Button size="small" onClick={() => setWithdrawing(no)}>
                  {t('qms.withdraw')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {withdrawing !== null && (
        <WithdrawDialog agency={record.agency.id} no={withdrawing} onClose={() => setWithdrawing(null)} />
      )}
    </section>
  );
}
