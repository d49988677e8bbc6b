/** What keeps coming back and has no nonconformity yet, work done for show, and every cause of a period. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { NonconformityCauses } from '../../api-client/types.gen.ts';
import { CAUSE_TABS, type CausesSearch } from '../../app/routes/nonconformities.ts';
import { number, shortMoment, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { Tabs } from '../../common/tabs.tsx';
import { AgencyChoice, PeriodChoice } from '../figures/choices.tsx';
import { percent } from '../figures/words.ts';
import { useCauses } from './causes-data.ts';

type Cause = NonconformityCauses['rows'][number];
type Habit = NonconformityCauses['habits'][number];
type Tab = (typeof CAUSE_TABS)[number];
const route = getRouteApi('/inside/khong-phu-hop/nguyen-nhan');

export function CausesPage() {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const { tab = 'unrecorded' } = search;
  const fresh = useCauses(search, true);
  const all = useCauses(search, false);
  const counts: Readonly<Record<Tab, number | undefined>> = {
    unrecorded: fresh.data?.rows.length,
    habits: all.data?.habits.length,
    all: all.data?.rows.length,
  };
  const countOf = (key: Tab): string => (counts[key] === undefined ? '' : ` ${number(counts[key])}`);
  return (
    <>
      <PageHead title={t('causes.title')}>
        <Link to="/khong-phu-hop">{t('nonconformities.settings.back')}</Link>
      </PageHead>
      <Choice search={search} />
      <Tabs
        label={t('causes.title')}
        chosen={tab}
        onChoose={(key: Tab) => void navigate({ search: { ...search, tab: key } })}
        items={CAUSE_TABS.map((key) => ({ key, label: `${t(`causes.tabs.${key}`)}${countOf(key)}` }))}
      >
        <div className="stack">
          <p className="second">{t(`causes.explain.${tab}`)}</p>
          <Read query={tab === 'unrecorded' ? fresh : all}>
            {({ rows, habits }) =>
              tab === 'habits' ? (
                <Habits rows={habits} search={search} />
              ) : (
                <Causes rows={rows} search={search} all={tab === 'all'} />
              )
            }
          </Read>
        </div>
      </Tabs>
    </>
  );
}

function Choice({ search }: { readonly search: CausesSearch }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { ky, agency } = search;
  return (
    <div className="panel figure-filters" role="group" aria-label={t('figures.filters')}>
      <PeriodChoice ky={ky} onChoose={(chosen) => void navigate({ search: { ...search, ky: chosen } })} />
      <AgencyChoice
        agency={agency}
        onChoose={(chosen) => {
          const { agency: _agency, ...rest } = search;
          void navigate({ search: chosen === undefined ? rest : { ...rest, agency: chosen } });
        }}
      />
    </div>
  );
}

const periodOf = ({ ky }: CausesSearch) => (ky === undefined ? {} : { ky });

function Causes(props: {
  readonly rows: readonly Cause[];
  readonly search: CausesSearch;
  readonly all: boolean;
}) {
  const { t } = useTranslation();
  const { rows, search, all } = props;
  if (rows.length === 0) return <Empty>{t(all ? 'causes.empty.all' : 'causes.empty.unrecorded')}</Empty>;
  const heads = (['cause', 'where', 'severity', 'times', 'dossiers', 'last', 'record'] as const).map((name) =>
    t(`causes.column.${name}`),
  );
  return (
    <HeadedTable label={t('causes.title')} heads={heads}>
      {rows.map(({ agency, policy, procedure, step, ...row }) => (
        <tr key={`${agency.id} ${policy} ${procedure} ${step}`}>
          <td>
            <Link
              to="/khong-phu-hop/nguyen-nhan/chi-tiet"
              search={{
                agency: agency.id,
                policy,
                procedure,
                step,
                ...periodOf(search),
                ...(all && { all }),
              }}
              data-row-link
            >
              {t(`nonconformities.policy.${policy}`)}
            </Link>
            <div className="second small">{row.clause}</div>
          </td>
          <td>
            {procedure} {step || t('nonconformities.wholeDossier').toLowerCase()}
            <div className="second small">{agency.name}</div>
          </td>
          <td className="nowrap">{t(`nonconformities.severity.${row.severity}`)}</td>
          <td className="num">{number(row.occurrences)}</td>
          <td className="num">{number(row.dossiers)}</td>
          <td className="nowrap">{shortMoment(row.lastAt)}</td>
          <td className="nowrap">
            <RecordLink record={row.record} />
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}

function Habits(props: { readonly rows: readonly Habit[]; readonly search: CausesSearch }) {
  const { t } = useTranslation();
  const { rows, search } = props;
  if (rows.length === 0) return <Empty>{t('causes.empty.habits')}</Empty>;
  const heads = (['officer', 'where', 'habit', 'times', 'shares', 'record'] as const).map((name) =>
    t(`causes.column.${name}`),
  );
  return (
    <HeadedTable label={t('causes.tabs.habits')} heads={heads}>
      {rows.map(({ agency, officer, procedure, step, ...row }) => (
        <tr key={`${officer.id} ${procedure} ${step}`}>
          <td>
            <Link
              to="/khong-phu-hop/nguyen-nhan/chi-tiet"
              search={{
                agency: agency.id,
                policy: 'for-show',
                procedure,
                step,
                officer: officer.id,
                ...periodOf(search),
              }}
              data-row-link
            >
              {officer.name}
            </Link>
          </td>
          <td>
            {procedure} {step}
            <div className="second small">{agency.name}</div>
          </td>
          <td>{t(`causes.habit.${row.kind}`)}</td>
          <td className="num">{number(row.times)}</td>
          <td className="nowrap">
            {percent(row.leastShare, 1)}–{percent(row.mostShare, 1)}
          </td>
          <td className="nowrap">
            <RecordLink record={row.record} />
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}

export function RecordLink({ record }: { readonly record: Cause['record'] }) {
  const { t } = useTranslation();
  if (record === null) return UNKNOWN;
  return (
    <>
      <Link to="/khong-phu-hop/$id" params={{ id: record.id }}>
        {record.code}
      </Link>
      <div className="second small">
        {record.year}, {t(`causes.status.${record.status}`)}
      </div>
    </>
  );
}
