/** One nonconformity: what, who, did it work? */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { nonconformitiesDetail } from '../../api-client/sdk.gen.ts';
import type { Nonconformity } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { NC_PARTS } from '../../app/routes/nonconformities.ts';
import { number, shortMoment } from '../../common/formats.ts';
import { Han } from '../../common/han.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { Tabs } from '../../common/tabs.tsx';
import { AuditOrigin } from '../quality/audits/origin.tsx';
import { Acts } from './acts.tsx';
import { CausePart } from './cause.tsx';
import { EffectPart } from './effect.tsx';
import { Occurrences } from './occurrences.tsx';
import { StageStrip } from './stage-strip.tsx';
import { placeOf } from './words.ts';

const route = getRouteApi('/inside/khong-phu-hop/$id');
type Part = (typeof NC_PARTS)[number];

export function NonconformityPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery({
    queryKey: ['nonconformity', id],
    queryFn: () => call(nonconformitiesDetail({ path: { id } })),
  });
  return (
    <div className="stack">
      {!query.data && <PageHead title={t('nonconformities.title')} />}
      <Read query={query}>{(nc) => <Shown nc={nc} />}</Read>
    </div>
  );
}

function Shown({ nc }: { readonly nc: Nonconformity }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = route.useNavigate();
  const { part = firstPart(nc) } = route.useSearch();
  const again = () => {
    void client.invalidateQueries({ queryKey: ['nonconformity', nc.id] });
    void client.invalidateQueries({ queryKey: ['nonconformities'] });
  };
  const labels: Readonly<Record<Part, string>> = {
    dossiers: t('nonconformities.part.dossiers', { count: nc.occurrences }),
    cause: t('nonconformities.part.cause'),
    effect: t('nonconformities.part.effect'),
    history: t('nonconformities.part.history', { count: nc.history.length }),
  };
  return (
    <div className="stack">
      <PageHead title={t('nonconformities.heading', { code: nc.code, title: nc.title })}>
        <a className="btn" href={`/api/nonconformities/${nc.id}/slip`} target="_blank" rel="noreferrer">
          {t('nonconformities.slip')}
        </a>
      </PageHead>
      {nc.source === 'audit' && <AuditOrigin nonconformity={nc.id} />}
      <Facts nc={nc} />
      <StageStrip nc={nc} />
      <Acts nc={nc} onDone={again} />
      <Tabs
        label={t('nonconformities.part.label')}
        chosen={part}
        onChoose={(key: Part) => void navigate({ search: { part: key }, replace: true })}
        items={NC_PARTS.map((key) => ({ key, label: labels[key] }))}
      >
        <PartShown part={part} nc={nc} />
      </Tabs>
    </div>
  );
}

const firstPart = ({ stage, status }: Nonconformity): Part =>
  stage === 'verification' || stage === 'judgement' || status === 'closed' ? 'effect' : 'dossiers';

function PartShown({ part, nc }: { readonly part: Part; readonly nc: Nonconformity }) {
  switch (part) {
    case 'dossiers':
      return <Dossiers nc={nc} />;
    case 'cause':
      return <CausePart nc={nc} />;
    case 'effect':
      return <EffectPart nc={nc} />;
    case 'history':
      return <History nc={nc} />;
    default:
      return part satisfies never;
  }
}

function Facts({ nc }: { readonly nc: Nonconformity }) {
  const { t } = useTranslation();
  const by = nc.foundBy.id === 'detectors' ? t('nonconformities.system') : nc.foundBy.name;
  return (
    <section className="panel stack" aria-label={t('nonconformities.facts')} style={{ gap: 4 }}>
      <div className="row">
        <strong>{t(`nonconformities.severity.${nc.severity}`)}</strong>
        <span>
          {nc.stage
            ? t(`nonconformities.stage.${nc.stage}`)
            : t(`nonconformities.status.${nc.status as 'closed'}`)}
        </span>
        {nc.stage && <Han clock={nc.clock} />}
        {nc.policy !== null && (
          <span>{t('nonconformities.occurrences', { count: nc.occurrences, dossiers: nc.dossiers })}</span>
        )}
        {nc.round > 1 && <span>{t('nonconformities.round', { round: nc.round })}</span>}
      </div>
      {nc.procedure && (
        <div>
          {nc.procedure.title}: {placeOf(nc)}
          {nc.step === '' && `, ${t('nonconformities.wholeDossier').toLowerCase()}`}
        </div>
      )}
      {nc.clause !== null && (
        <div>
          {t('nonconformities.clause')}: {nc.clause}
        </div>
      )}
      <div>
        {t('nonconformities.owner')}: {nc.owner?.name ?? t('nonconformities.nobody')}
      </div>
      <div className="second">
        {nc.agency.name}. {t(`nonconformities.source.${nc.source}`)}.{' '}
        {t('nonconformities.foundAt', { at: shortMoment(nc.foundAt), by })}
        {nc.previous && (
          <>
            . {t('nonconformities.previous')}:{' '}
            <Link to="/khong-phu-hop/$id" params={{ id: nc.previous.id }}>
              {nc.previous.code}
            </Link>
          </>
        )}
      </div>
    </section>
  );
}

function Dossiers({ nc }: { readonly nc: Nonconformity }) {
  const { t } = useTranslation();
  if (nc.shown.length === 0) return <Empty>{t('nonconformities.noDossiers')}</Empty>;
  const label = t('nonconformities.part.dossiers', { count: number(nc.occurrences) });
  return <Occurrences rows={nc.shown} label={label} />;
}

function History({ nc }: { readonly nc: Nonconformity }) {
  const { t } = useTranslation();
  const who = ({ by }: Nonconformity['history'][number]): string => {
    if (by.kind !== 'officer') return t('nonconformities.system');
    return by.onBehalfOf
      ? `${by.name} (${t('nonconformities.onBehalf', { name: by.onBehalfOf.name })})`
      : by.name;
  };
  return (
    <ol className="timeline panel">
      {nc.history.map((entry) => (
        <li key={entry.version}>
          <div>
            <strong>{t(`nonconformities.event.${entry.type as 'ActionDone'}`)}</strong>
          </div>
          <div className="second">
            {shortMoment(entry.at)}, {who(entry)}
            {entry.stage && ` → ${t(`nonconformities.stage.${entry.stage}`)}`}
          </div>
          {entry.words && <div>{entry.words}</div>}
        </li>
      ))}
    </ol>
  );
}
