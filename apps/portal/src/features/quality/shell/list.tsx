/** The list of a kind: tabs by state with how many stand there, of one agency or of all one sees, of oneself or of all. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityPage } from '../../../api-client/types.gen.ts';
import { DensitySwitch } from '../../../common/density.tsx';
import { number, plainDate, UNKNOWN } from '../../../common/formats.ts';
import { PageHead } from '../../../common/page.tsx';
import { PAGE, usePaged, type Paged } from '../../../common/paged.ts';
import { useRowLink } from '../../../common/row-link.ts';
import { Empty, Failed, Loading } from '../../../common/states.tsx';
import { Tabs } from '../../../common/tabs.tsx';
import { rowProps, VirtualTable, type Column } from '../../../common/virtual-table.tsx';
import type { ListSearch } from '../../../app/routes/quality.ts';
import { AgencyFilter } from './agency-filter.tsx';
import { QUALITY, readList } from './data.ts';
import { useKindWords, type AnyPages, type AnyRow, type Kind, type KindPages } from './kind.ts';
import { Opening } from './opening.tsx';
import { StateTag } from './tags.tsx';

/** In any state. */
const ALL = 'all';

export function KindList<K extends Kind>({ of }: { readonly of: KindPages<K> }) {
  // From here on nothing depends on the kind's own shapes but what the kind itself draws.
  return <Listed key={of.kind} of={of as unknown as AnyPages} />;
}

function Listed({ of }: { readonly of: AnyPages }) {
  const { t } = useTranslation();
  const words = useKindWords(of.kind);
  const navigate = useNavigate();
  const search: ListSearch = useSearch({ strict: false });
  const tabs = tabsOf(of);
  const { tab = Object.keys(tabs)[0] ?? ALL, agency, mine } = search;
  const [opening, setOpening] = useState(false);
  const asked = {
    kind: of.kind,
    ...(tab !== ALL && { status: (tabs[tab] ?? [tab]).join(',') }),
    ...(agency !== undefined && { agency }),
    ...(mine && { mine: 'true' }),
  };
  const list = usePaged<AnyRow, QualityPage>([QUALITY, 'list', asked], (cursor) =>
    readList({ ...asked, limit: PAGE }, cursor),
  );
  const { first } = list;
  const goTo = (next: ListSearch) => void navigate({ to: of.path, search: { ...search, ...next } as never });
  const { above: Above } = of;
  const mayOpen = Object.keys(of.opening).length > 0 && (first?.mayOpenIn.length ?? 0) > 0;
  return (
    <div className="stack">
      <PageHead title={words('title')}>
        {mayOpen && (
          <button type="button" className="btn btn-primary" data-primary onClick={() => setOpening(true)}>
            {words('add')} (F2)
          </button>
        )}
      </PageHead>
      <p className="second">{words('intro')}</p>
      <Filters search={search} onChange={goTo} />
      {Above && <Above agency={agency} />}
      <Tabs
        label={words('title')}
        chosen={tab}
        onChoose={(key) => goTo({ tab: key })}
        items={[...Object.keys(tabs), ALL].map((key) => ({
          key,
          label: `${key === ALL ? t('quality.all') : words(`status.${key}`)} ${countOf(first, key === ALL ? undefined : tabs[key])}`,
        }))}
      >
        <div className="stack">
          <div className="row spread">
            <p className="second">{tab === ALL ? t('quality.allExplained') : words(`explain.${tab}`)}</p>
            <DensitySwitch />
          </div>
          {list.error !== null && <Failed error={list.error} retry={list.retry} />}
          {first === undefined && list.error === null && <Loading />}
          {first && list.count === 0 && <Empty>{words('empty')}</Empty>}
          {list.count > 0 && <Rows key={JSON.stringify(asked)} of={of} list={list} />}
        </div>
      </Tabs>
      {opening && first && (
        <Opening
          of={of}
          agencies={first.mayOpenIn}
          onClose={() => setOpening(false)}
          onDone={({ id }) => void navigate({ to: `${of.path}/${id}` })}
        />
      )}
    </div>
  );
}

const tabsOf = ({ tabs, states }: AnyPages): Readonly<Record<string, readonly string[]>> =>
  tabs ?? Object.fromEntries(Object.keys(states).map((state) => [state, [state]]));

/** `states` undefined: in any. */
function countOf(page: QualityPage | undefined, states: readonly string[] | undefined): string {
  if (!page) return '';
  const counted = states?.map((state) => page.byStatus[state] ?? 0) ?? Object.values(page.byStatus);
  return number(counted.reduce((sum, one) => sum + one, 0));
}

function Filters(props: { readonly search: ListSearch; readonly onChange: (next: ListSearch) => void }) {
  const { t } = useTranslation();
  const { search, onChange } = props;
  return (
    <div className="row">
      <AgencyFilter orEvery agency={search.agency} onChoose={(agency) => onChange({ agency })} />
      <button
        type="button"
        className="chip"
        aria-pressed={search.mine ?? false}
        onClick={() => onChange({ mine: search.mine ? undefined : true })}
      >
        {t('quality.mine')}
      </button>
    </div>
  );
}

const TITLE_PX = 300;
const OWNER_PX = 150;
const STATE_PX = 150;
const DUE_PX = 110;

function Rows({ of, list }: { readonly of: AnyPages; readonly list: Paged<AnyRow, QualityPage> }) {
  const { t } = useTranslation();
  const words = useKindWords(of.kind);
  const columns: readonly Column[] = [
    { key: 'title', width: TITLE_PX, head: t('quality.column.title') },
    ...of.columns.map(({ key, width }) => ({ key, width, head: words(`column.${key}`) })),
    { key: 'state', width: STATE_PX, head: t('quality.column.state') },
    { key: 'owner', width: OWNER_PX, head: t('quality.column.owner') },
    { key: 'due', width: DUE_PX, head: t('quality.column.due') },
  ];
  const today = list.first?.today ?? '';
  return (
    <VirtualTable
      label={words('title')}
      columns={columns}
      count={list.count}
      total={list.total}
      keyOf={(index) => list.rowAt(index)?.id ?? index}
      row={(index) => {
        const row = list.rowAt(index);
        return row ? <Row index={index} row={row} of={of} today={today} /> : null;
      }}
      onShow={list.show}
    />
  );
}

function Row(props: {
  readonly index: number;
  readonly row: AnyRow;
  readonly of: AnyPages;
  readonly today: string;
}): ReactNode {
  const { index, row, of, today } = props;
  const words = useKindWords(of.kind);
  const link = useRowLink(`${of.path}/${row.id}`);
  const late = row.nextDue !== null && row.nextDue < today;
  return (
    <tr {...rowProps(index)}>
      <td>
        <a {...link} data-row-link>
          {row.title}
        </a>
        <div className="second small">{row.agency.name}</div>
      </td>
      {of.columns.map(({ key, cell }) => (
        <td key={key}>{cell(row as never, words)}</td>
      ))}
      <td>
        <StateTag tone={of.states[row.status] ?? 'done'}>{words(`status.${row.status}`)}</StateTag>
      </td>
      <td>{row.owner?.name ?? UNKNOWN}</td>
      <td>{late ? <StateTag tone="late">{plainDate(row.nextDue)}</StateTag> : plainDate(row.nextDue)}</td>
    </tr>
  );
}
