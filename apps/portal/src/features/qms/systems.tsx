/** How far every agency's quality management system has come: by stage, by target, and what is due next. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { QmsList, QmsTargets } from '../../api-client/types.gen.ts';
import { groupBy } from '../../common/arrays.ts';
import { number, plainDate, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import { PageHead } from '../../common/page.tsx';
import { Empty, Read } from '../../common/states.tsx';
import { systemsQuery, targetsQuery } from './data.ts';
import { STAGES } from './kinds.ts';

const route = getRouteApi('/inside/chat-luong/he-thong');
const NONE = 'none';
const EVERY_STAGE = [...STAGES, NONE] as const;
type Row = QmsList['agencies'][number];

export function SystemsPage() {
  const { t } = useTranslation();
  const list = useQuery(systemsQuery);
  const targets = useQuery(targetsQuery);
  return (
    <div className="stack">
      <PageHead title={t('qms.title')} />
      <Read query={targets}>{(read) => <Targets read={read} />}</Read>
      <Read query={list}>{(read) => <Agencies list={read} />}</Read>
    </div>
  );
}

/** "x of y by date", and who is still to come. */
function Targets({ read }: { readonly read: QmsTargets }) {
  const { t } = useTranslation();
  if (read.targets.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="targets">
      <h2 id="targets">{t('qms.targets')}</h2>
      {read.targets.map(({ id, title, by, share, basis, progress, state }) => (
        <details key={id}>
          <summary>
            <strong>{title}</strong>:{' '}
            {t('qms.reached', {
              reached: number(progress.reached),
              of: number(progress.of),
              percent: number(progress.percent, 2),
            })}
            {', '}
            {t(`qms.targetState.${state}`, { by: plainDate(by), share: number(share) })}
          </summary>
          <p className="second">
            {basis.number}, {plainDate(basis.date)}
          </p>
          {progress.outstanding.length > 0 && (
            <>
              <div>{t('qms.outstanding')}</div>
              <ul>
                {progress.outstanding.map((agency) => (
                  <li key={agency.id}>{agency.name}</li>
                ))}
              </ul>
            </>
          )}
        </details>
      ))}
    </section>
  );
}

function Agencies({ list }: { readonly list: QmsList }) {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const { stage } = route.useSearch();
  const counts = groupBy(list.agencies, (row): (typeof EVERY_STAGE)[number] => row.stage ?? NONE);
  const rows = list.agencies.filter((row) => stage === undefined || (row.stage ?? NONE) === stage);
  return (
    <section className="stack" aria-labelledby="agencies">
      <h2 id="agencies">{t('qms.agencies')}</h2>
      <label className="row">
        {t('qms.stage')}
        <select
          className="select"
          value={stage ?? ''}
          onChange={({ target }) =>
            void navigate({ search: target.value === '' ? {} : { stage: target.value }, replace: true })
          }
        >
          <option value="">
            {t('qms.anyStage')} ({number(list.agencies.length)})
          </option>
          {EVERY_STAGE.map((one) => (
            <option key={one} value={one}>
              {t(`qms.stages.${one}`)} ({number(counts.get(one)?.length ?? 0)})
            </option>
          ))}
        </select>
      </label>
      {rows.length === 0 ? <Empty>{t('qms.empty')}</Empty> : <Table rows={rows} />}
    </section>
  );
}

const COLUMNS = ['agency', 'level', 'stage', 'since', 'certificates', 'nextDuty'] as const;

function Table({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useTranslation();
  return (
    <HeadedTable
      labelledBy="agencies"
      heads={COLUMNS.map((name) => ({
        text: t(`qms.column.${name}`),
        className: name === 'certificates' ? 'num' : undefined,
      }))}
    >
      {rows.map((row) => (
        <tr key={row.agency.id}>
          <td>
            <Link to="/chat-luong/he-thong/$agency" params={{ agency: row.agency.id }} data-row-link>
              {row.agency.name}
            </Link>
          </td>
          <td>{t(`admin.agencies.levels.${row.level as 'commune'}`)}</td>
          <td>{t(`qms.stages.${row.stage ?? NONE}`)}</td>
          <td className="nowrap">
            {plainDate(row.milestones.find(({ milestone }) => milestone === row.stage)?.on)}
          </td>
          <td className="num">{number(row.certificates)}</td>
          <td>
            {row.nextDuty ? `${t(`qms.duty.${row.nextDuty.duty}`)} ${plainDate(row.nextDuty.due)}` : UNKNOWN}
          </td>
        </tr>
      ))}
    </HeadedTable>
  );
}
