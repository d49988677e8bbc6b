/** Exactly the runs of a step that a cell of the heat map counts. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { figuresStepList } from '../../api-client/sdk.gen.ts';
import type { StepList } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { moment, number, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import { useMore } from '../../common/more.tsx';
import { stepsAsked } from './data.ts';
import { ListPage } from './list-page.tsx';
import { hours } from './words.ts';

const route = getRouteApi('/inside/so-lieu/buoc');
const PAGE = 50;

export function StepRunsPage() {
  const { t } = useTranslation();
  const { step, edition, late, ...search } = route.useSearch();
  const procedure = search.procedure ?? '';
  const asked = {
    ...stepsAsked(search),
    procedure,
    step,
    edition,
    lateOnly: late ? 'true' : 'false',
    limit: PAGE,
  };
  const list = useMore(['figures', 'step-runs', asked], async (offset: number = 0) => {
    const page = await call(figuresStepList({ query: { ...asked, offset } }));
    return { ...page, next: offset + PAGE < page.total ? offset + PAGE : null };
  });
  const title = t(late ? 'figures.lateRuns' : 'figures.runs', { step: `${procedure} ${step}` });
  return (
    <ListPage
      title={title}
      search={search}
      list={list}
      counted={(total) => t('figures.runCount', { count: total, total: number(total) })}
      none={t('figures.noRun')}
    >
      {(rows) => <Rows rows={rows} label={title} />}
    </ListPage>
  );
}

const HEADS = [
  'dossier',
  'unit',
  'officer',
  'startsAt',
  'doneAt',
  'due',
  'spent',
  'allowed',
  'class',
] as const;
const CLASSES = { early: 'early', 'on-time': 'onTime', late: 'late' } as const;

function Rows({
  rows,
  label,
}: {
  readonly rows: readonly StepList['rows'][number][];
  readonly label: string;
}) {
  const { t } = useTranslation();
  return (
    <HeadedTable label={label} heads={HEADS.map((name) => t(`figures.column.${name}`))}>
      {rows.map((row) => (
        <tr key={`${row.dossier} ${row.run}`}>
          <td>
            <Link to="/ho-so/$id" params={{ id: row.dossier }} className="code" data-row-link>
              {row.code}
            </Link>
          </td>
          <td>{row.unit.name}</td>
          <td>{row.officer?.name ?? UNKNOWN}</td>
          <td className="nowrap">{moment(row.startsAt)}</td>
          <td className="nowrap">{moment(row.doneAt)}</td>
          <td className="nowrap">{moment(row.dueAt)}</td>
          <td className="num">{number(hours(row.ownMinutes), 1)}</td>
          <td className="num">
            {row.allowedMinutes === null ? UNKNOWN : number(hours(row.allowedMinutes), 1)}
          </td>
          <td>{t(`figures.measure.${CLASSES[row.timeliness as keyof typeof CLASSES] ?? 'noDeadline'}`)}</td>
        </tr>
      ))}
    </HeadedTable>
  );
}
