/** Exactly the dossiers that a figure counts. */
import { getRouteApi, Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { figuresDossiers } from '../../api-client/sdk.gen.ts';
import type { FigureList } from '../../api-client/types.gen.ts';
import { call } from '../../app/api.ts';
import { moment, number, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';
import { useMore } from '../../common/more.tsx';
import { askedOf } from './data.ts';
import { ListPage } from './list-page.tsx';

const route = getRouteApi('/inside/so-lieu/ho-so');
const PAGE = 50;

export function FigureDossiersPage() {
  const { t } = useTranslation();
  const { measure, ...search } = route.useSearch();
  const asked = { ...askedOf(search), measure, limit: PAGE };
  const list = useMore(['figures', 'dossiers', asked], (cursor?: string) =>
    call(figuresDossiers({ query: { ...asked, ...(cursor !== undefined && { cursor }) } })),
  );
  const title = t(`figures.measure.${measure}`);
  return (
    <ListPage
      title={title}
      search={search}
      list={list}
      counted={(total) => t('figures.dossiers', { count: total, total: number(total) })}
      none={t('figures.noDossier')}
    >
      {(rows) => <Rows rows={rows} label={title} />}
    </ListPage>
  );
}

const HEADS = ['dossier', 'procedure', 'agency', 'officer', 'receivedAt', 'due', 'endedAt', 'class'] as const;

function Rows({
  rows,
  label,
}: {
  readonly rows: readonly FigureList['rows'][number][];
  readonly label: string;
}) {
  const { t } = useTranslation();
  return (
    <HeadedTable label={label} heads={HEADS.map((name) => t(`figures.column.${name}`))}>
      {rows.map((row) => (
        <tr key={row.dossier}>
          <td>
            <Link to="/ho-so/$id" params={{ id: row.dossier }} className="code" data-row-link>
              {row.code}
            </Link>
          </td>
          <td>{row.procedure}</td>
          <td>{row.agency.name}</td>
          <td>{row.officer?.name ?? UNKNOWN}</td>
          <td className="nowrap">{moment(row.receivedAt)}</td>
          <td className="nowrap">{moment(row.dueAt)}</td>
          <td className="nowrap">{moment(row.endedAt)}</td>
          <td>{classWords(row, t)}</td>
        </tr>
      ))}
    </HeadedTable>
  );
}

const CLASSES = { early: 'early', 'on-time': 'onTime', late: 'late' } as const;
const ENDINGS = new Set(['refused', 'withdrawn', 'stopped', 'expired']);

function classWords({ ending, timeliness }: FigureList['rows'][number], t: TFunction): string {
  if (ending === null) return t('figures.measure.openAtEnd');
  if (ENDINGS.has(ending)) return t(`figures.measure.${ending as 'refused'}`);
  const known = CLASSES[timeliness as keyof typeof CLASSES];
  return t(`figures.measure.${known ?? 'noDeadline'}`);
}
