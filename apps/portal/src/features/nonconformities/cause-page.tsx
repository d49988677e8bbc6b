/** One cause or habit: exactly what it was counted from; taken up as a nonconformity, or dismissed with a reason. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nonconformityCausesDismiss, nonconformityCausesOpen } from '../../api-client/sdk.gen.ts';
import type {
  NonconformityCause,
  NonconformityHabit,
  RecordedNonconformity,
} from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { wrote } from '../../app/own-writes.ts';
import { queryClient } from '../../app/query.ts';
import type { CauseSearch } from '../../app/routes/nonconformities.ts';
import { EditDialog, useRequired } from '../../common/edit-dialog.tsx';
import { moment, number } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import { Notice } from '../../common/notice.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { nameOfPeriod, thisYear } from '../figures/period.ts';
import { hours, percent } from '../figures/words.ts';
import { CAUSES, periodAsked, useCause, useHabit } from './causes-data.ts';
import { RecordLink } from './causes.tsx';
import { Occurrences } from './occurrences.tsx';

const route = getRouteApi('/inside/khong-phu-hop/nguyen-nhan/chi-tiet');
const MAX_REASON = 1_000;

export function CausePage() {
  const search = route.useSearch();
  const { officer } = search;
  return (
    <div className="stack">
      {officer === undefined ? <OneCause search={search} /> : <OneHabit search={search} officer={officer} />}
    </div>
  );
}

function OneCause({ search }: { readonly search: CauseSearch }) {
  const { t } = useTranslation();
  const query = useCause(search);
  return (
    <Read query={query}>
      {(found) => (
        <Found
          search={search}
          found={found}
          what={t(`nonconformities.policy.${search.policy}`)}
          waits={!search.all && found.total > 0}
        >
          <p>{t('nonconformities.occurrences', { count: found.total, dossiers: found.dossiers })}</p>
          {found.occurrences.length === 0 ? (
            <Empty>{t('causes.empty.here')}</Empty>
          ) : (
            <Occurrences rows={found.occurrences} label={t('causes.evidence')} />
          )}
        </Found>
      )}
    </Read>
  );
}

function OneHabit({ search, officer }: { readonly search: CauseSearch; readonly officer: string }) {
  const { t } = useTranslation();
  const query = useHabit(search, officer);
  return (
    <Read query={query}>
      {(found) => (
        <Found
          search={search}
          found={found}
          what={`${found.officer.name}: ${t(found.kind ? `causes.habit.${found.kind}` : 'causes.noHabit')}`}
          waits={found.waits}
        >
          <p>{t('causes.runs', { count: found.total, total: number(found.total) })}</p>
          <Runs runs={found.runs} />
        </Found>
      )}
    </Read>
  );
}

interface FoundProps {
  readonly search: CauseSearch;
  readonly found: NonconformityCause | NonconformityHabit;
  readonly what: string;
  /** Something that no record has gathered. */
  readonly waits: boolean;
  readonly children: ReactNode;
}

function Found({ search, found, what, waits, children }: FoundProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'open' | 'dismiss' | null>(null);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const { procedure, step, ky } = search;
  const done = (as: 'open' | 'dismiss', { id, code }: RecordedNonconformity): void => {
    setAsking(null);
    void queryClient.invalidateQueries({ queryKey: [CAUSES] });
    if (as === 'open') void navigate({ to: '/khong-phu-hop/$id', params: { id } });
    else setDismissed(code);
  };
  return (
    <>
      <PageHead title={what}>
        <Link to="/khong-phu-hop/nguyen-nhan" search={ky === undefined ? {} : { ky }}>
          {t('causes.back')}
        </Link>
        {waits && found.may.dismiss && (
          <button type="button" className="btn" onClick={() => setAsking('dismiss')}>
            {t('nonconformities.act.dismiss')}
          </button>
        )}
        {waits && found.may.open && (
          <button type="button" className="btn btn-primary" data-primary onClick={() => setAsking('open')}>
            {t('causes.open')} (F2)
          </button>
        )}
      </PageHead>
      <div role="status">
        {dismissed !== null && (
          <Notice
            kind="success"
            title={t('causes.dismissed', { code: dismissed })}
            onClose={() => setDismissed(null)}
          />
        )}
      </div>
      <section className="panel stack" style={{ gap: 8 }} aria-label={t('nonconformities.facts')}>
        <div>
          {found.agency.name}. {procedure} {step || t('nonconformities.wholeDossier').toLowerCase()}.{' '}
          {nameOfPeriod(ky ?? thisYear(), t)}.
        </div>
        <div>
          {t('nonconformities.clause')}: {found.clause}
        </div>
        {found.record && (
          <div>
            {t('causes.column.record')}: <RecordLink record={found.record} />
          </div>
        )}
        {waits && !found.may.open && <div className="second">{t('causes.whoMay')}</div>}
      </section>
      {children}
      {asking && (
        <Ask
          as={asking}
          search={search}
          onClose={() => setAsking(null)}
          onDone={(reply) => done(asking, reply)}
        />
      )}
    </>
  );
}

function Ask(props: {
  readonly as: 'open' | 'dismiss';
  readonly search: CauseSearch;
  readonly onClose: () => void;
  readonly onDone: (reply: RecordedNonconformity) => void;
}) {
  const { t } = useTranslation();
  const required = useRequired();
  const { as, search, onClose, onDone } = props;
  const { agency, policy, procedure, step } = search;
  const cause = { ...periodAsked(search), agency, policy, procedure, step };
  return (
    <EditDialog<{ readonly reason?: string }, RecordedNonconformity>
      title={t(as === 'open' ? 'causes.open' : 'nonconformities.act.dismiss')}
      submit={t(as === 'open' ? 'causes.open' : 'nonconformities.act.dismiss')}
      initial={{}}
      onClose={onClose}
      onDone={onDone}
      send={async ({ reason = '' }, key) => {
        const headers = { 'Idempotency-Key': key };
        const reply = await (as === 'open'
          ? call(nonconformityCausesOpen({ body: cause, headers }))
          : call(nonconformityCausesDismiss({ body: { ...cause, reason }, headers })));
        wrote(reply);
        return reply;
      }}
    >
      <p>{t(as === 'open' ? 'causes.opening' : 'causes.dismissing')}</p>
      {as === 'dismiss' && (
        <Form.Item
          name="reason"
          label={t('nonconformities.field.reason')}
          rules={[required(t('nonconformities.field.reason'))]}
        >
          <Input.TextArea rows={3} maxLength={MAX_REASON} />
        </Form.Item>
      )}
    </EditDialog>
  );
}

function Runs({ runs }: { readonly runs: NonconformityHabit['runs'] }) {
  const { t } = useTranslation();
  const heads = [
    t('nonconformities.dossier.code'),
    ...(['startsAt', 'doneAt', 'spent', 'allowed'] as const).map((name) => t(`figures.column.${name}`)),
    t('causes.column.share'),
  ];
  return (
    <HeadedTable label={t('causes.evidence')} heads={heads}>
      {runs.map((run) => (
        <tr key={`${run.dossier} ${run.run}`}>
          <td className="nowrap">
            <Link to="/ho-so/$id" params={{ id: run.dossier }} data-row-link>
              {run.code}
            </Link>
          </td>
          <td className="nowrap">{moment(run.startsAt)}</td>
          <td className="nowrap">{moment(run.doneAt)}</td>
          <td className="num">{number(hours(run.ownMinutes), 1)}</td>
          <td className="num">{number(hours(run.allowedMinutes), 1)}</td>
          <td className="num">{percent(run.ownMinutes / run.allowedMinutes, 1)}</td>
        </tr>
      ))}
    </HeadedTable>
  );
}
