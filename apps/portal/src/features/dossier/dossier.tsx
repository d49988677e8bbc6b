/** A dossier: where is it, with whom, what may I do? */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../api-client/types.gen.ts';
import { useChanges } from '../../app/live.ts';
import { useSession } from '../../app/session.ts';
import { Fact } from '../../common/facts.tsx';
import { longMoment, moment, shortMoment } from '../../common/formats.ts';
import { Han } from '../../common/han.tsx';
import { PageHead } from '../../common/page.tsx';
import { Read } from '../../common/states.tsx';
import { Apology } from './apology.tsx';
import { Actions } from './actions.tsx';
import { dossierQuery, editionQuery, timelineQuery } from './data.ts';
import { Documents } from './documents.tsx';
import { PrintedTable } from '../procedures/printed-table.tsx';
import { PrintMenu } from './print-menu.tsx';
import { StepStrip } from './step-strip.tsx';
import { Told } from './told.tsx';
import { Timeline } from './timeline.tsx';
import { WhyDialog } from './why.tsx';

const route = getRouteApi('/inside/ho-so/$id');
const TABS = ['work', 'documents', 'timeline', 'procedure'] as const;

export function DossierPage() {
  const { id } = route.useParams();
  const query = useQuery({ ...dossierQuery(id), staleTime: 0, refetchOnWindowFocus: false });
  const [changed, setChanged] = useState(false);
  const fresh = useQuery({ ...dossierQuery(id), queryKey: ['dossier-version', id], enabled: false });
  useChanges(() => {
    void fresh.refetch().then(({ data }) => {
      if (data && query.data && data.version > query.data.version) setChanged(true);
    });
  });
  const reload = () => {
    setChanged(false);
    void query.refetch();
  };
  return (
    <Read query={query}>{(dossier) => <Shown dossier={dossier} changed={changed} reload={reload} />}</Read>
  );
}

interface ShownProps {
  readonly dossier: Dossier;
  readonly changed: boolean;
  readonly reload: () => void;
}

function Shown({ dossier, changed, reload }: ShownProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab = 'work' } = route.useSearch();
  const timeline = useQuery({ ...timelineQuery(dossier.id), staleTime: 0 });
  const counts = { documents: dossier.documents.length, timeline: timeline.data?.entries.length };
  const content = {
    work: (
      <Actions
        dossier={dossier}
        onDone={() => {
          reload();
          void timeline.refetch();
        }}
      />
    ),
    documents: <Documents dossier={dossier} />,
    timeline: (
      <Read query={timeline}>
        {({ entries }) => (
          <div className="stack">
            <Timeline entries={entries} />
            <Told id={dossier.id} version={dossier.version} />
          </div>
        )}
      </Read>
    ),
    procedure: <Procedure dossier={dossier} />,
  };
  return (
    <div className="stack">
      <PageHead title={t('dossier.title', { code: dossier.code ?? t('dossier.noCode') })}>
        <PrintMenu id={dossier.id} version={dossier.version} />
        <Link to="/ho-so/$id/dien-lai" params={{ id: dossier.id }}>
          {t('do.replay')}
        </Link>
      </PageHead>
      <div role="status">
        {changed && (
          <Alert
            type="info"
            showIcon
            title={t('dossier.changed')}
            action={<Button onClick={reload}>{t('do.reload')}</Button>}
          />
        )}
      </div>
      <Summary dossier={dossier} />
      <StepStrip steps={dossier.steps} />
      <Tabs
        activeKey={tab}
        onChange={(key) =>
          void navigate({
            to: '/ho-so/$id',
            params: { id: dossier.id },
            search: { tab: key as (typeof TABS)[number] },
            replace: true,
          })
        }
        items={TABS.map((key) => ({
          key,
          label: `${t(`dossier.tabs.${key}`)} ${(key === 'documents' || key === 'timeline' ? counts[key] : undefined) ?? ''}`,
          children: key === tab && content[key],
        }))}
      />
    </div>
  );
}

function Summary({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation();
  const session = useSession();
  const [why, setWhy] = useState(false);
  const { appointment, applicant } = dossier;
  const open = dossier.steps.filter((step) => step.state === 'open');
  const closed = dossier.closedAt !== null || dossier.result !== null;
  const holders = open.map((step) => `${step.officer?.name ?? t('dossier.unassigned')}, ${step.unit.name}`);
  const readOnly = dossier.allowed.length === 0 && dossier.closedAt === null && open.length > 0;
  return (
    <section className="panel stack">
      <p>
        <strong>{dossier.procedure.title}</strong> <span className="second">({dossier.procedure.code})</span>
      </p>
      <dl className="facts">
        <div>
          <dt>{t('dossier.due')}</dt>
          <dd>
            {appointment ? (
              <>
                <div>{longMoment(appointment.deadline.dueAt)}</div>
                <div className="row">
                  <Han clock={appointment.clock} closed={closed} />
                  <Button size="small" onClick={() => setWhy(true)}>
                    {t('dossier.why')}
                  </Button>
                </div>
                {appointment.extensions > 0 && (
                  <div className="second">
                    {t('dossier.extensions', { count: appointment.extensions })}; {t('dossier.promised')}:{' '}
                    {shortMoment(appointment.promisedAt)}
                  </div>
                )}
              </>
            ) : (
              t('receive.noTotal')
            )}
          </dd>
        </div>
        <Fact label={t('dossier.status')}>{t(`national.n${dossier.national.code as 1}`)}</Fact>
        <Fact label={t('dossier.at')}>{holders.join('; ') || dossier.agency.name}</Fact>
        <Fact label={t('dossier.applicant')}>
          {applicant === null
            ? t('dossier.erased')
            : [applicant.name, applicant.idNumber, applicant.phone].filter(Boolean).join(', ')}
        </Fact>
        <Fact label={t('dossier.received')}>
          {moment(dossier.receivedAt)}, {t(`channel.${dossier.channel}`)}
        </Fact>
        {dossier.result && (
          <Fact label={t('dossier.result')}>
            {dossier.result.number}, {dossier.result.positive ? t('field.granted') : t('field.notGranted')}
          </Fact>
        )}
      </dl>
      <Apology dossier={dossier} />
      {dossier.waiting.map(({ cause, since, agency }) => (
        <p key={`${cause} ${since}`}>
          <span className="han han-paused">
            {t(`waiting.${cause}`)} {agency?.name} {t('dossier.since', { at: moment(since) })}
          </span>
        </p>
      ))}
      {readOnly && !open.some((step) => step.officer?.id === session.officer.id) && (
        <p className="second">{t('dossier.notMine', { who: holders.join('; ') })}</p>
      )}
      {appointment && <WhyDialog deadline={appointment.deadline} open={why} onClose={() => setWhy(false)} />}
    </section>
  );
}

function Procedure({ dossier }: { readonly dossier: Dossier }) {
  const { code, edition } = dossier.procedure;
  const query = useQuery(editionQuery(code, edition ?? 1));
  return <Read query={query}>{(whole) => <PrintedTable edition={whole.edition} findings={[]} />}</Read>;
}
