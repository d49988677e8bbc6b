/** Where it happened: the dossiers that show it, the latest first. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Nonconformity } from '../../api-client/types.gen.ts';
import { moment, UNKNOWN } from '../../common/formats.ts';
import { HeadedTable } from '../../common/headed-table.tsx';

const HEADS = ['code', 'at', 'step', 'unit', 'officer'] as const;

export function Occurrences(props: { readonly rows: Nonconformity['shown']; readonly label: string }) {
  const { t } = useTranslation();
  const { rows, label } = props;
  return (
    <HeadedTable label={label} heads={HEADS.map((name) => t(`nonconformities.dossier.${name}`))}>
      {rows.map((row) => (
        <tr key={`${row.dossier} ${row.place}`}>
          <td className="nowrap">
            <Link to="/ho-so/$id" params={{ id: row.dossier }} data-row-link>
              {row.code}
            </Link>
          </td>
          <td className="nowrap">{moment(row.at)}</td>
          <td>{row.step || UNKNOWN}</td>
          <td>{row.unit.name || UNKNOWN}</td>
          <td>{row.officer?.name ?? UNKNOWN}</td>
        </tr>
      ))}
    </HeadedTable>
  );
}
