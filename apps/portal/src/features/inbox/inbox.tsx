/** The officer's inbox: what first? */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isReception, useSession } from '../../app/session.ts';
import { time } from '../../common/formats.ts';
import { TOKEN_ICONS } from '../../common/han.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Failed, Loading } from '../../common/states.tsx';
import { BulkBar } from './bulk.tsx';
import { rowKey, useInbox } from './list.ts';
import type { ClockFilter, InboxList, Tab } from './list.ts';
import { InboxTable } from './table.tsx';

const route = getRouteApi('/inside/viec');
const TABS: readonly Tab[] = ['mine', 'unit', 'to-claim', 'done'];
const CLOCKS = { late: 'late', near: 'near', 'in-time': 'ontime', paused: 'paused' } as const;

export function InboxPage() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const { tab = 'mine', clock } = route.useSearch();
  const list = useInbox({ tab, clock });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const go = (next: { tab: Tab; clock?: ClockFilter | undefined }) => {
    setSelected(new Set());
    void navigate({ to: '/viec', search: { tab: next.tab, ...(next.clock && { clock: next.clock }) } });
  };
  const chosen = list.rows.filter((row) => selected.has(rowKey(row)));
  return (
    <>
      <PageHead title={t('inbox.title')}>
        {isReception(session) && (
          <Link to="/tiep-nhan">
            <Button type="primary" tabIndex={-1} data-primary>
              {t('menu.receive')} (F2)
            </Button>
          </Link>
        )}
      </PageHead>
      <Tabs
        activeKey={tab}
        onChange={(key) => go({ tab: key as Tab })}
        items={TABS.map((key) => ({
          key,
          label: `${t(`inbox.tabs.${key}`)} ${list.first?.tabs[key] ?? ''}`,
          children: key === tab && (
            <div className="stack">
              <p className="second">{t(`inbox.explain.${tab}`)}</p>
              <ClockFilters list={list} clock={clock} onChoose={(next) => go({ tab, clock: next })} />
              <News list={list} />
              <BulkBar tab={tab} rows={chosen} onDone={() => setSelected(new Set())} reload={list.reload} />
              <Rows {...{ list, tab, clock, selected, setSelected }} />
            </div>
          ),
        }))}
      />
    </>
  );
}

function ClockFilters(props: {
  readonly list: InboxList;
  readonly clock: ClockFilter | undefined;
  readonly onChoose: (clock: ClockFilter | undefined) => void;
}) {
  const { t } = useTranslation();
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
          {TOKEN_ICONS[CLOCKS[key]]} {t(`han.${CLOCKS[key]}`)} {list.first?.clocks[key]}
        </button>
      ))}
      {clock && (
        <Button type="link" onClick={() => onChoose(undefined)}>
          {t('do.clear')}
        </Button>
      )}
    </div>
  );
}

function News({ list }: { readonly list: InboxList }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      {list.news > 0 && (
        <span className="row">
          {t('inbox.news', { count: list.news })}
          <Button size="small" onClick={list.reload}>
            {t('do.show')}
          </Button>
        </span>
      )}
    </div>
  );
}

function Rows(props: {
  readonly list: InboxList;
  readonly tab: Tab;
  readonly clock: ClockFilter | undefined;
  readonly selected: ReadonlySet<string>;
  readonly setSelected: (selected: ReadonlySet<string>) => void;
}) {
  const { t } = useTranslation();
  const { list, tab, clock } = props;
  if (list.error !== null && !list.first) return <Failed error={list.error} retry={list.reload} />;
  if (!list.first) return <Loading />;
  if (list.rows.length === 0) return <EmptyInbox list={list} tab={tab} clock={clock} />;
  return (
    <>
      {list.error !== null && <Failed error={list.error} retry={list.reload} />}
      <InboxTable {...props} reload={list.reload} />
      <div className="row second">
        {t('inbox.count', { shown: list.rows.length, total: list.total })}.{' '}
        {t('inbox.asOf', { at: time(list.first.asOf) })}
        {list.more && <Button onClick={list.more}>{t('do.more')}</Button>}
      </div>
    </>
  );
}

function EmptyInbox({ list, tab, clock }: { list: InboxList; tab: Tab; clock: ClockFilter | undefined }) {
  const { t } = useTranslation();
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
