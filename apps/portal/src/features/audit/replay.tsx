/** A dossier as it stood at any moment: state, holder, clock; what differs from another moment; and whether it is proved. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { dossiersReplay } from '../../api-client/sdk.gen.ts';
import type { Dossier, Replay, TimelineEntry } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { Fact } from '../../common/facts.tsx';
import { exact, shortMoment } from '../../common/formats.ts';
import { Han } from '../../common/han.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { dossierQuery, timelineQuery } from '../dossier/data.ts';
import { useEventTitle } from '../dossier/timeline.tsx';
import { Differences } from './differences.tsx';
import { EventTable } from './event-table.tsx';
import { MomentPicker } from './moment-picker.tsx';
import { Proof } from './proof.tsx';
import { trackOf } from './track.ts';

const route = getRouteApi('/inside/ho-so/$id/dien-lai');
type Basis = 'known' | 'stood';

const replayQuery = (id: string, at: string, by: Basis) => ({
  queryKey: ['replay', id, at, by],
  queryFn: () => call(dossiersReplay({ path: { id }, query: { at, by } })),
  placeholderData: (before: Replay | undefined) => before,
  staleTime: Number.POSITIVE_INFINITY,
});

export function ReplayPage() {
  const { id } = route.useParams();
  const timeline = useQuery(timelineQuery(id));
  const now = useQuery(dossierQuery(id));
  return (
    <Read query={now}>
      {(dossier) => (
        <Read query={timeline}>{({ entries }) => <Shown dossier={dossier} entries={entries} />}</Read>
      )}
    </Read>
  );
}

function Shown({
  dossier,
  entries,
}: {
  readonly dossier: Dossier;
  readonly entries: readonly TimelineEntry[];
}) {
  const { t } = useTranslation();
  const title = useEventTitle();
  const navigate = useNavigate();
  const found = route.useSearch();
  const { b, by = 'known' } = found;
  const at = found.at ?? entries.at(-1)?.recordedAt ?? dossier.asOf;
  const go = (next: { at?: string; b?: string | undefined; by?: Basis }) => {
    const { b: mark, ...rest } = { ...found, at, ...next };
    void navigate({
      to: '/ho-so/$id/dien-lai',
      params: { id: dossier.id },
      search: { ...rest, ...(mark !== undefined && { b: mark }) },
      replace: true,
    });
  };
  const then = useQuery(replayQuery(dossier.id, at, by));
  const other = useQuery({ ...replayQuery(dossier.id, b ?? at, by), enabled: b !== undefined });
  const momentOf = (entry: TimelineEntry): string => (by === 'known' ? entry.recordedAt : entry.occurredAt);
  const track = trackOf(entries.map(momentOf));
  const tell = (moment: string): string =>
    entries
      .filter((entry) => momentOf(entry) === moment)
      .map(title)
      .join('; ');
  return (
    <div className="stack">
      <PageHead title={t('replay.title', { code: dossier.code ?? t('dossier.noCode') })}>
        <Link to="/ho-so/$id" params={{ id: dossier.id }}>
          {t('replay.open')}
        </Link>
      </PageHead>
      <Alert type="info" showIcon title={t('replay.past')} />
      <section className="panel stack">
        <MomentPicker track={track} at={at} tell={tell} onChange={(next) => go({ at: next })} />
        <div className="row">
          <span id="basis">{t('replay.basis')}</span>
          <Segmented<Basis>
            aria-labelledby="basis"
            value={by}
            onChange={(next) => go({ by: next })}
            options={[
              { value: 'known', label: t('replay.known') },
              { value: 'stood', label: t('replay.stood') },
            ]}
          />
          <Button onClick={() => go({ b: at })}>{t('replay.mark')}</Button>
          {b && (
            <>
              <span>{t('replay.marked', { at: exact(b) })}</span>
              <Button type="link" onClick={() => go({ b: undefined })}>
                {t('replay.unmark')}
              </Button>
            </>
          )}
        </div>
      </section>
      <Read query={then}>
        {(replay) =>
          replay.dossier ? (
            <Then replay={replay} dossier={replay.dossier} />
          ) : (
            <Empty>{t('replay.none')}</Empty>
          )
        }
      </Read>
      {b && (
        <Read query={other}>
          {(marked) => <Differences now={then.data?.dossier ?? null} marked={marked.dossier} />}
        </Read>
      )}
      <Proof id={dossier.id} />
      <EventTable
        entries={entries}
        current={then.data?.events ?? 0}
        onChoose={(entry) => go({ at: momentOf(entry) })}
      />
    </div>
  );
}

function Then({ replay, dossier }: { readonly replay: Replay; readonly dossier: Dossier }) {
  const { t } = useTranslation();
  const open = dossier.steps.filter(({ state }) => state === 'open');
  const { appointment } = dossier;
  return (
    <section className="panel stack" aria-labelledby="then">
      <h2 id="then">
        {t('replay.thatTime')}: {exact(replay.at)}
      </h2>
      <dl className="facts">
        <Fact label={t('replay.status')}>{t(`national.n${dossier.national.code as 1}`)}</Fact>
        <div>
          <dt>{t('replay.step')}</dt>
          {open.map((step) => (
            <dd key={step.no}>
              {step.no} {step.content} <Han clock={step.clock} />
            </dd>
          ))}
          {open.length === 0 && <dd>—</dd>}
        </div>
        <Fact label={t('replay.holder')}>
          {open.map((step) => step.officer?.name ?? step.unit.name).join('; ') || '—'}
        </Fact>
        <div>
          <dt>{t('replay.due')}</dt>
          <dd>
            {shortMoment(appointment?.deadline.dueAt)}
            <div>{appointment && <Han clock={appointment.clock} closed={dossier.result !== null} />}</div>
          </dd>
        </div>
        <Fact label={t('replay.calendar')}>{appointment?.deadline.calendarVersion ?? '—'}</Fact>
        <Fact label={t('replay.event')}>{t('replay.events', { count: replay.events })}</Fact>
      </dl>
    </section>
  );
}
