/** The officer's inbox: what first? */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { isReception, leads, useSession } from '../../app/session.ts';
import type { InboxRow } from '../../api-client/types.gen.ts';
import { BulkResult, useBulk } from '../../common/bulk.tsx';
import { DensitySwitch } from '../../common/density.tsx';
import { number, time } from '../../common/formats.ts';
import { TOKEN_ICONS } from '../../common/han.tsx';
import { PageHead } from '../../common/page.tsx';
import { readMost, SelectionBar, useSelection } from '../../common/selection.tsx';
import type { Selection } from '../../common/selection.tsx';
import { Empty, Failed, Loading } from '../../common/states.tsx';
import { Tabs } from '../../common/tabs.tsx';
import { useT } from '../../i18n/use-t.ts';
import { TABS } from './address.ts';
import { BulkActions } from './bulk.tsx';
import { readInbox, rowKey, useInbox } from './list.ts';
import type { ClockFilter, InboxList, Tab } from './list.ts';
import { InboxTable } from './table.tsx';

const route = getRouteApi('/inside/viec');
const CLOCKS = { late: 'late', near: 'near', 'in-time': 'ontime', paused: 'paused' } as const;

export function InboxPage() {
  const t = useT();
  const session = useSession();
  const navigate = useNavigate();
  const { tab = 'mine', clock } = route.useSearch();
  const list = useInbox({ tab, clock });
  const selection = useSelection(rowKey);
  const bulk = useBulk();
  const go = (next: { tab: Tab; clock?: ClockFilter | undefined }) => {
    selection.clear();
    void navigate({ to: '/viec', search: { tab: next.tab, ...(next.clock && { clock: next.clock }) } });
  };
  return (
    <>
      <PageHead title={t('inbox.title')}>
        {isReception(session) && (
          <Link to="/tiep-nhan" className="btn btn-primary" data-primary>
            {t('menu.receive')} (F2)
          </Link>
        )}
      </PageHead>
      <Tabs
        label={t('inbox.title')}
        chosen={tab}
        onChoose={(key) => go({ tab: key })}
        items={TABS.map((key) => ({
          key,
          label: `${t(`inbox.tabs.${key}`)} ${list.first ? number(list.first.tabs[key]) : ''}`,
        }))}
      >
        <div className="stack">
          <p className="second">{t(`inbox.explain.${tab}`)}</p>
          <div className="row spread">
            <ClockFilters list={list} clock={clock} onChoose={(next) => go({ tab, clock: next })} />
            <DensitySwitch />
          </div>
          <News list={list} />
          <BulkResult bulk={bulk} />
          <Rows {...{ list, tab, clock, selection }} />
          <SelectionBar
            selection={selection}
            total={list.total}
            readMore={() => readMost((limit, cursor) => readInbox({ tab, clock }, limit, cursor))}
          >
            <BulkActions
              tab={tab}
              rows={[...selection.rows.values()]}
              bulk={bulk}
              onDone={() => {
                selection.clear();
                list.reload();
              }}
            />
          </SelectionBar>
        </div>
      </Tabs>
    </>
  );
}

function ClockFilters(props: {
  readonly list: InboxList;
  readonly clock: ClockFilter | undefined;
  readonly onChoose: (clock: ClockFilter | undefined) => void;
}) {
  const t = useT();
  const { list, clock, onChoose } = props;
  if (!list.first) return null;
  return (
    <div className="chips">
      {(Object.keys(CLOCKS) as ClockFilter[]).map((key) => (
        <button
          key={key}
          type="button"
          className={`chip han-${CLOCKS[key]}`}
          aria-pressed={clock === key}
          onClick={() => onChoose(clock === key ? undefined : key)}
        >
          {TOKEN_ICONS[CLOCKS[key]]} {t(`han.${CLOCKS[key]}`)} {number(list.first?.clocks[key] ?? 0)}
        </button>
      ))}
      {clock && (
        <button type="button" className="btn btn-text btn-small" onClick={() => onChoose(undefined)}>
          {t('do.clear')}
        </button>
      )}
    </div>
  );
}

function News({ list }: { readonly list: InboxList }) {
  const t = useT();
  return (
    <div role="status">
      {list.news > 0 && (
        <span className="row">
          {t('inbox.news', { count: list.news })}
          <button type="button" className="btn btn-small" onClick={list.reload}>
            {t('do.show')}
          </button>
        </span>
      )}
    </div>
  );
}

function Rows(props: {
  readonly list: InboxList;
  readonly tab: Tab;
  readonly clock: ClockFilter | undefined;
  readonly selection: Selection<InboxRow>;
}) {
  const t = useT();
  const { list, tab, clock, selection } = props;
  const moves = leads(useSession());
  if (list.error !== null && !list.first) return <Failed error={list.error} retry={list.retry} />;
  if (!list.first) return <Loading />;
  if (list.count === 0) return <EmptyInbox list={list} tab={tab} clock={clock} />;
  return (
    <>
      {list.error !== null && <Failed error={list.error} retry={list.retry} />}
      <InboxTable
        list={list}
        tab={tab}
        selectable={tab === 'mine' || tab === 'to-claim' || (tab === 'unit' && moves)}
        selection={selection}
      />
      <p className="second">
        {t('list.shown', { shown: number(list.count), total: number(list.total) })}.{' '}
        {t('inbox.asOf', { at: time(list.first.asOf) })}
      </p>
    </>
  );
}

function EmptyInbox({ list, tab, clock }: { list: InboxList; tab: Tab; clock: ClockFilter | undefined }) {
  const t = useT();
  const claimable = list.first?.tabs['to-claim'] ?? 0;
  return (
    <Empty>
      <p>{clock ? t('inbox.emptyFilter') : t('inbox.empty')}</p>
      {tab !== 'to-claim' && claimable > 0 && (
        <Link to="/viec" search={{ tab: 'to-claim' }}>
          {t('inbox.emptyClaim', { count: claimable })}
        </Link>
      )}
    </Empty>
  );
}
