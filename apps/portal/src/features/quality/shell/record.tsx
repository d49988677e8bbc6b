/** One record: what it is, what can be done, what it owes, and what happened. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { number, plainDate, shortMoment, UNKNOWN } from '../../../common/formats.ts';
import { PageHead } from '../../../common/page.tsx';
import { Empty, Read } from '../../../common/states.tsx';
import { Tabs } from '../../../common/tabs.tsx';
import { useRowLink } from '../../../common/row-link.ts';
import type { RecordSearch } from '../../../app/routes/quality.ts';
import { Acts } from './acts.tsx';
import { useRecord } from './data.ts';
import { useKindWords, type AnyPages, type AnyRecord, type Kind, type KindPages } from './kind.ts';
import { RecordTable } from './pieces.tsx';
import { DutyTag, StateTag } from './tags.tsx';

export function KindRecord<K extends Kind>({ of }: { readonly of: KindPages<K> }) {
  const words = useKindWords(of.kind);
  const { id = '' } = useParams({ strict: false });
  const query = useRecord<Kind>(id);
  return (
    <div className="stack">
      {!query.data && <PageHead title={words('title')} />}
      <Read query={query}>{(record) => <Shown of={of as unknown as AnyPages} record={record} />}</Read>
    </div>
  );
}

interface Props {
  readonly of: AnyPages;
  readonly record: AnyRecord;
}

function Shown({ of, record }: Props) {
  const words = useKindWords(of.kind);
  const list = useRowLink(of.path);
  return (
    <div className="stack">
      <PageHead title={record.title}>
        <a {...list}>{words('title')}</a>
      </PageHead>
      <section className="panel stack" style={{ gap: 12 }} aria-label={words('title')}>
        <Standing of={of} record={record} />
        {of.facts(record as never, words)}
      </section>
      <Acts record={record} forms={of.actions as never} idle={of.idle?.(record as never, words)} />
      <Parts of={of} record={record} />
    </div>
  );
}

function Standing({ of, record }: Props) {
  const { t } = useTranslation();
  const words = useKindWords(of.kind);
  const { owner, agency, openedAt, status } = record;
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div className="row">
        <StateTag tone={of.states[status] ?? 'done'}>{words(`status.${status}`)}</StateTag>
        <span>{t('quality.owner', { name: owner?.name ?? t('quality.nobody') })}</span>
      </div>
      <div className="second">
        {agency.name}. {t('quality.opened', { at: shortMoment(openedAt) })}
      </div>
    </div>
  );
}

function Parts({ of, record }: Props) {
  const { t } = useTranslation();
  const words = useKindWords(of.kind);
  const navigate = useNavigate();
  const search: RecordSearch = useSearch({ strict: false });
  const own = Object.entries(of.parts ?? {}).flatMap(
    ([key, draw]): readonly [string, string, ReactNode][] => {
      const drawn = draw(record as never, words);
      return drawn === undefined ? [] : [[key, words(`part.${key}`), drawn]];
    },
  );
  const parts: readonly (readonly [string, string, ReactNode])[] = [
    ...own,
    ['duties', t('quality.duties', { count: record.duties.length }), <Duties record={record} />],
    ['history', t('quality.history', { count: record.history.length }), <History record={record} />],
  ];
  const chosen = parts.find(([key]) => key === search.part) ?? parts[0]!;
  return (
    <Tabs
      label={t('quality.parts')}
      chosen={chosen[0]}
      onChoose={(part) =>
        void navigate({ to: `${of.path}/${record.id}`, search: { part } as never, replace: true })
      }
      items={parts.map(([key, label]) => ({ key, label }))}
    >
      {chosen[2]}
    </Tabs>
  );
}

function Duties({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation();
  const words = useKindWords(record.kind);
  if (record.duties.length === 0) return <Empty>{t('quality.noDuties')}</Empty>;
  return (
    <RecordTable
      label={t('quality.duties', { count: number(record.duties.length) })}
      heads={[
        t('quality.duty.what'),
        t('quality.duty.whose'),
        t('quality.duty.due'),
        t('quality.duty.doneOn'),
        t('quality.column.state'),
      ]}
      rows={record.duties}
      keyOf={({ key }) => key}
      cells={({ what, about, owner, due, done, state }) => [
        <>
          {words(`duty.${what.slice(what.indexOf('.') + 1)}`)}
          {about && <div className="second small">{about}</div>}
        </>,
        owner?.name ?? t('quality.secretary'),
        plainDate(due),
        done === null ? UNKNOWN : plainDate(done),
        <DutyTag state={state} />,
      ]}
    />
  );
}

function History({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation();
  const words = useKindWords(record.kind);
  const who = ({ by }: AnyRecord['history'][number]): string => {
    if (by.kind !== 'officer') return t('quality.system');
    return by.onBehalfOf ? t('quality.onBehalf', { name: by.name, of: by.onBehalfOf.name }) : by.name;
  };
  return (
    <ol className="timeline panel">
      {record.history.map((entry) => (
        <li key={entry.version}>
          <div>
            <strong>
              {entry.type === 'DutyReminded' ? t('quality.reminded') : words(`event.${entry.type}`)}
            </strong>
          </div>
          <div className="second">
            {shortMoment(entry.at)}, {who(entry)}
          </div>
          {entry.words && (
            <div>
              {entry.type === 'DutyReminded'
                ? words(`duty.${entry.words.slice(entry.words.indexOf('.') + 1)}`)
                : entry.words}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
