/** One procedure: its printed table, its diagram, what the check finds, and the life of its editions. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Select, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { proceduresList } from '../../api-client/sdk.gen.ts';
import type { Edition, ListedEdition } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { isSecretary, leads, useSession } from '../../app/session.ts';
import { sortedBy } from '../../common/arrays.ts';
import { Fact } from '../../common/facts.tsx';
import { plainDate } from '../../common/formats.ts';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { editionQuery } from '../dossier/data.ts';
import { Diagram } from './diagram.tsx';
import { FindingList } from './finding-list.tsx';
import { Life } from './life.tsx';
import { PrintedTable } from './printed-table.tsx';

const route = getRouteApi('/inside/quy-trinh/$code');
const TABS = ['printed', 'diagram', 'findings'] as const;

export function ProcedurePage() {
  const { t } = useTranslation();
  const { code } = route.useParams();
  const { lan } = route.useSearch();
  const list = useQuery({
    queryKey: ['procedures', code],
    queryFn: () => call(proceduresList({ query: { code } })),
  });
  return (
    <Read query={list}>
      {({ editions }) => {
        const known = sortedBy(editions, (a, b) => b.edition - a.edition);
        const number = lan ?? (known.find(({ status }) => status === 'published') ?? known[0])?.edition;
        if (number === undefined) return <Empty>{t('error.notFound')}</Empty>;
        return <OneEdition code={code} number={number} editions={known} />;
      }}
    </Read>
  );
}

interface OneProps {
  readonly code: string;
  readonly number: number;
  readonly editions: readonly ListedEdition[];
}

function OneEdition({ code, number, editions }: OneProps) {
  const query = useQuery(editionQuery(code, number));
  return <Read query={query}>{(whole) => <Shown whole={whole} editions={editions} />}</Read>;
}

function Shown({
  whole,
  editions,
}: {
  readonly whole: Edition;
  readonly editions: readonly ListedEdition[];
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const session = useSession();
  const { tab = 'printed' } = route.useSearch();
  const { edition, findings } = whole;
  const { code } = edition;
  const go = (search: { lan?: number; tab?: (typeof TABS)[number] }) =>
    void navigate({
      to: '/quy-trinh/$code',
      params: { code },
      search: { lan: edition.edition, tab, ...search },
    });
  const content = {
    printed: <PrintedTable edition={edition} findings={findings} />,
    diagram: <Diagram edition={edition} />,
    findings: <FindingList findings={findings} />,
  };
  const before = editions.find((each) => each.edition < edition.edition)?.edition;
  return (
    <div className="stack">
      <PageHead title={edition.title}>
        <Link to="/quy-trinh">{t('procedures.back')}</Link>
        {editions.length > 1 && (
          <Link
            to="/quy-trinh/$code/so-sanh"
            params={{ code }}
            search={{ ...(before && { tu: before }), den: edition.edition }}
          >
            {t('do.compare')}
          </Link>
        )}
        {isSecretary(session) && (
          <Link to="/quy-trinh/$code/soan" params={{ code }}>
            {t('procedures.editFrom')}
          </Link>
        )}
      </PageHead>
      <section className="panel stack">
        <dl className="facts">
          <Fact label={t('procedures.code')}>{code}</Fact>
          <div>
            <dt id="edition">{t('procedures.edition')}</dt>
            <dd>
              <Select
                aria-labelledby="edition"
                value={edition.edition}
                onChange={(lan) => go({ lan })}
                options={editions.map((each) => ({
                  value: each.edition,
                  label: `${each.edition}, ${t(`procedures.statuses.${each.status as 'draft'}`).toLowerCase()}`,
                }))}
                style={{ minWidth: 180 }}
              />
            </dd>
          </div>
          <Fact label={t('procedures.status')}>{t(`procedures.statuses.${whole.status as 'draft'}`)}</Fact>
          <Fact label={t('procedures.effective')}>{plainDate(edition.effectiveFrom)}</Fact>
          <Fact label={t('procedures.total')}>{edition.total ?? '—'}</Fact>
          <Fact label={t('account.agency')}>{edition.agency}</Fact>
        </dl>
        {(isSecretary(session) || leads(session)) && (
          <Life
            whole={whole}
            onDone={() => {
              void client.invalidateQueries({ queryKey: ['procedures'] });
              void client.invalidateQueries({ queryKey: ['edition', code] });
            }}
          />
        )}
      </section>
      <Tabs
        activeKey={tab}
        onChange={(key) => go({ tab: key as (typeof TABS)[number] })}
        items={TABS.map((key) => ({
          key,
          label: `${t(`procedures.${key}`)}${key === 'findings' ? ` ${findings.length}` : ''}`,
          children: key === tab && content[key],
        }))}
      />
    </div>
  );
}
