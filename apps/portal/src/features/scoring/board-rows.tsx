/** Every agency's points, stage by stage, the first rank first. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ScoringBoard } from '../../api-client/types.gen.ts';
import { number, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable, num } from '../../common/headed-table.tsx';
import { Empty } from '../../common/states.tsx';

const SHOWN = ['self', 'reviewed', 'verified', 'adjusted', 'final'] as const;
const points = (value: number | null): string => (value === null ? UNKNOWN : number(value, 2));

export function BoardRows({ board, year }: { readonly board: ScoringBoard; readonly year: string }) {
  const { t } = useTranslation();
  if (board.rows.length === 0) return <Empty>{t('scoring.emptyBoard')}</Empty>;
  const rows = [...board.rows].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity));
  return (
    <HeadedTable
      label={t('scoring.board')}
      heads={[
        num(t('scoring.column.rank')),
        t('scoring.column.agency'),
        t('scoring.column.level'),
        ...SHOWN.map((stage) => num(t(`scoring.column.${stage}`))),
        t('scoring.column.band'),
      ]}
    >
      {rows.map((row) => (
        <tr key={row.agency.id}>
          <td className="num">{row.rank ?? UNKNOWN}</td>
          <td>
            <Link to="/cham-diem/$nam/co-quan/$id" params={{ nam: year, id: row.agency.id }} data-row-link>
              {row.agency.name}
            </Link>
            {row.missed && (
              <div>
                <span className="han han-late">{t('scoring.missed')}</span>
              </div>
            )}
            {row.appealOpen && <div className="second">{t('scoring.appealOpen')}</div>}
          </td>
          <td>{t(`admin.agencies.levels.${row.level as 'commune'}`)}</td>
          {SHOWN.map((stage) => (
            <td key={stage} className="num">
              {points(row[stage])}
            </td>
          ))}
          <td>{row.amendedBand ?? row.band ?? UNKNOWN}</td>
        </tr>
      ))}
    </HeadedTable>
  );
}
